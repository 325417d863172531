/** The bits of a bzip2 stream, the highest of a byte first, and the Huffman codes in them ("BZIP2 Format Specification" by Joe Tsai). */

const MAX_SYMBOLS = 258;
const MAX_LENGTH = 20;
/** Codes of so many bits are found at once. */
const QUICK_BITS = 10;

/** Reads bits. After the end follow zeros, so that the end has to be asked for only now and then. */
export class Bits {
  readonly #bytes: Buffer;
  #at = 0;
  /** The next bits, the first of them the highest. */
  #held = 0;
  #count = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  startAt(at: number): void {
    this.#at = at;
    this.#held = 0;
    this.#count = 0;
  }

  /** 32 bits, of which at least the first 20 are the next ones. They are not taken. */
  get ahead(): number {
    if (this.#count < MAX_LENGTH) this.#fill();
    return this.#held;
  }

  skip(count: number): void {
    this.#held <<= count;
    this.#count -= count;
  }

  /** A number of up to 24 bits. */
  take(count: number): number {
    if (this.#count < count) this.#fill();
    const value = this.#held >>> (32 - count);
    this.skip(count);
    return value;
  }

  take32(): number {
    return this.take(16) * 0x1_0000 + this.take(16);
  }

  take48(): number {
    return this.take(24) * 0x100_0000 + this.take(24);
  }

  get isPastEnd(): boolean {
    return this.endByte > this.#bytes.length;
  }

  /** Where the byte ends of which bits were taken last. */
  get endByte(): number {
    return this.#at - (this.#count >>> 3);
  }

  #fill(): void {
    while (this.#count <= 24) {
      this.#held |= (this.#at < this.#bytes.length ? (this.#bytes[this.#at] as number) : 0) << (24 - this.#count);
      this.#at++;
      this.#count += 8;
    }
  }
}

/** A canonical Huffman code. One that assigns too few or too many codes is harmless, and so are the bits that it has none for. */
export class HuffmanCode {
  readonly #lengths = new Uint8Array(MAX_SYMBOLS);
  /** By the next bits: symbol and length of the code that they start with, 0 if it is a longer one. */
  readonly #quick = new Uint16Array(1 << QUICK_BITS);
  /** By length: the first code, how many there are, and where their symbols start. */
  readonly #firsts = new Int32Array(MAX_LENGTH + 1);
  readonly #counts = new Int32Array(MAX_LENGTH + 1);
  readonly #starts = new Int32Array(MAX_LENGTH + 1);
  /** By length of the code, then by number. */
  readonly #symbols = new Uint16Array(MAX_SYMBOLS);

  /** Reads the length of each code, as its difference to the one before. False if there is damage. */
  read(bits: Bits, symbols: number): boolean {
    this.#counts.fill(0);
    let length = bits.take(5);
    for (let symbol = 0; symbol < symbols; symbol++) {
      for (;;) {
        if (length < 1 || length > MAX_LENGTH) return false;
        if (bits.take(1) === 0) break;
        length += bits.take(1) === 0 ? 1 : -1;
      }
      this.#lengths[symbol] = length;
      this.#counts[length] = (this.#counts[length] as number) + 1;
    }
    this.#assign(symbols);
    return true;
  }

  /** The next symbol, or -1 if the bits are no code. */
  next(bits: Bits): number {
    const { ahead } = bits;
    const entry = this.#quick[ahead >>> (32 - QUICK_BITS)] as number;
    if (entry === 0) return this.#nextLong(bits, ahead);
    bits.skip(entry & 31);
    return entry >>> 5;
  }

  #nextLong(bits: Bits, ahead: number): number {
    for (let length = QUICK_BITS + 1; length <= MAX_LENGTH; length++) {
      const nth = (ahead >>> (32 - length)) - (this.#firsts[length] as number);
      if (nth < 0 || nth >= (this.#counts[length] as number)) continue;
      bits.skip(length);
      return this.#symbols[(this.#starts[length] as number) + nth] as number;
    }
    return -1;
  }

  /** Gives each symbol its code: the codes of a length are consecutive, in the order of the symbols. */
  #assign(symbols: number): void {
    let code = 0;
    let start = 0;
    for (let length = 1; length <= MAX_LENGTH; length++) {
      const count = this.#counts[length] as number;
      code *= 2;
      this.#firsts[length] = code;
      this.#starts[length] = start;
      code += count;
      start += count;
    }
    this.#quick.fill(0);
    const next = this.#starts.slice();
    for (let symbol = 0; symbol < symbols; symbol++) {
      const length = this.#lengths[symbol] as number;
      const nth = next[length] as number;
      next[length] = nth + 1;
      this.#symbols[nth] = symbol;
      if (length > QUICK_BITS) continue;
      const from = (this.#firsts[length] as number) + nth - (this.#starts[length] as number);
      const spread = QUICK_BITS - length;
      this.#quick.fill((symbol << 5) | length, from << spread, (from + 1) << spread);
    }
  }
}
