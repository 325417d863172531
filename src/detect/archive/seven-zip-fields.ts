/** The fields that the header of a 7z archive is made of (7zFormat.txt of the 7-Zip SDK). */

const MOST_NUMBER_BYTES = 9;

/** Thrown where a header ends too early, or says what cannot be. Never leaves the reading of the header. */
export class DamagedHeader extends Error {}

/** Some bits, the highest of each byte first, or all the same. */
export class Flags {
  readonly #bytes: Buffer | undefined;

  /** @param bytes if there are none, all are set. */
  constructor(bytes: Buffer | undefined) {
    this.#bytes = bytes;
  }

  at(index: number): boolean {
    return this.#bytes === undefined || ((this.#bytes[index >>> 3] ?? 0) & (0x80 >>> (index & 7))) !== 0;
  }
}

/** Reads one field after the other. Each takes a byte at least, so that no loop of them runs on beyond the header. */
export class Fields {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** Where the next field is. */
  get at(): number {
    return this.#at;
  }

  byte(): number {
    return this.take(1)[0]!;
  }

  take(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new DamagedHeader();
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }

  uint32(): number {
    return this.take(4).readUInt32LE(0);
  }

  /**
   * A number whose first byte tells by its leading ones how many others follow, the lowest first. What is left of it is the
   * highest part. Beyond 2 ** 53 it is not exact, but no length is so large.
   */
  number(): number {
    const first = this.byte();
    let value = 0;
    for (let i = 0; i < MOST_NUMBER_BYTES - 1; i++) {
      const mask = 0x80 >>> i;
      if ((first & mask) === 0) return value + (first & (mask - 1)) * 256 ** i;
      value += this.byte() * 256 ** i;
    }
    return value;
  }

  /** How many of what takes a byte or more there are: no more than there are bytes left, or than `most`. */
  count(most: number): number {
    const count = this.number();
    if (count > most || count > this.#bytes.length - this.#at) throw new DamagedHeader();
    return count;
  }

  flags(count: number): Flags {
    return new Flags(this.take(Math.ceil(count / 8)));
  }

  /** Flags that need not be there if all are set. */
  optionalFlags(count: number): Flags {
    return this.byte() === 0 ? this.flags(count) : new Flags(undefined);
  }
}
