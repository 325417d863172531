/**
 * Packs by bzip2, as simply as a stream may be made: all codes of a block are equal, and as short as all symbols allow. It
 * shares no code with src, so that a mistake there is not repeated here.
 */

export interface Bzip2Options {
  readonly level?: number;
  /** Bytes of the content in each block. They are sorted naively. */
  readonly blockBytes?: number;
  /** How many equal codes there are, taken in turns. */
  readonly codes?: number;
  /** Added to the length of the code of each symbol, in turns; the first is 0. Then some bits are no code. */
  readonly longer?: readonly number[];
  readonly isRandomised?: boolean;
  /** Changes the bytes of a block after the runs in it are shortened. */
  readonly spoil?: (block: number[]) => number[];
  /** Written instead of the digits of each run. */
  readonly digits?: readonly number[];
}

/** One stream. */
export function bzip2(content: Buffer, options: Bzip2Options = {}): Buffer {
  const { level = 9, blockBytes = 2000 } = options;
  const bits = new Bits();
  for (const char of `BZh${level}`) bits.put(8, char.charCodeAt(0));
  let all = 0;
  for (let at = 0; at < content.length; at += blockBytes) {
    const piece = content.subarray(at, at + blockBytes);
    const checksum = crc(piece);
    all = ((all << 1) | (all >>> 31)) ^ checksum;
    bits.put(24, 0x314159);
    bits.put(24, 0x265359);
    bits.put(32, checksum);
    putBlock(bits, piece, options);
  }
  bits.put(24, 0x177245);
  bits.put(24, 0x385090);
  bits.put(32, all);
  return bits.padded();
}

function putBlock(bits: Bits, piece: Buffer, options: Bzip2Options): void {
  const { codes = 2, longer = [0], isRandomised = false, spoil = block => block, digits } = options;
  const [last, origin] = sorted(spoil(shortened(piece)));
  const used = [...new Set(last)].sort((a, b) => a - b);
  const end = used.length + 1;
  const symbols = toSymbols(last, used, digits);
  symbols.push(end);
  bits.put(1, isRandomised ? 1 : 0);
  bits.put(24, origin);
  const isUsed = (from: number, count: number) => used.some(byte => byte >= from && byte < from + count);
  for (let high = 0; high < 16; high++) bits.put(1, isUsed(high * 16, 16) ? 1 : 0);
  for (let high = 0; high < 16; high++)
    for (let low = 0; low < 16 && isUsed(high * 16, 16); low++) bits.put(1, isUsed(high * 16 + low, 1) ? 1 : 0);
  const groups = Math.ceil(symbols.length / 50);
  bits.put(3, codes);
  bits.put(15, groups);
  // In turns: it is always the code that was not used the longest, but the first one is at the front.
  for (let group = 0; group < groups; group++) {
    const place = group === 0 ? 0 : group < codes ? group : codes - 1;
    for (let i = 0; i < place; i++) bits.put(1, 1);
    bits.put(1, 0);
  }
  const least = Math.ceil(Math.log2(end + 1));
  const lengths = Array.from({ length: end + 1 }, (_, symbol) => least + (longer[symbol % longer.length] as number));
  for (let i = 0; i < codes; i++) putLengths(bits, lengths);
  const assigned = assign(lengths);
  for (const symbol of symbols) bits.put(lengths[symbol] as number, assigned[symbol] as number);
}

function putLengths(bits: Bits, lengths: readonly number[]): void {
  let now = lengths[0] as number;
  bits.put(5, now);
  for (const length of lengths) {
    for (; now < length; now++) bits.put(2, 2);
    for (; now > length; now--) bits.put(2, 3);
    bits.put(1, 0);
  }
}

/** Codes of a length are consecutive, after those that are shorter. */
function assign(lengths: readonly number[]): number[] {
  const assigned: number[] = [];
  let code = 0;
  for (let length = 1; length <= 20; length++) {
    code *= 2;
    for (const [symbol, its] of lengths.entries()) if (its === length) assigned[symbol] = code++;
  }
  return assigned;
}

/** Of 4 to 259 equal bytes four are left, and how many more there are. */
function shortened(piece: Buffer): number[] {
  const made: number[] = [];
  for (let at = 0; at < piece.length; ) {
    const byte = piece[at] as number;
    let count = 1;
    while (count < 259 && piece[at + count] === byte) count++;
    for (let i = 0; i < Math.min(count, 4); i++) made.push(byte);
    if (count >= 4) made.push(count - 4);
    at += count;
  }
  return made;
}

/** The last byte of each rotation, in the order of the rotations, and which of them is not rotated. */
function sorted(block: readonly number[]): [last: number[], origin: number] {
  const twice = Buffer.from([...block, ...block]);
  const { length } = block;
  const order = block.map((_, i) => i);
  order.sort((a, b) => twice.compare(twice, b, b + length, a, a + length));
  return [order.map(i => twice[i + length - 1] as number), order.indexOf(0)];
}

/** Where each byte is in a list in which it then moves to the front, plus one; how often it is the front one in two digits. */
function toSymbols(last: readonly number[], used: readonly number[], digits?: readonly number[]): number[] {
  const made: number[] = [];
  const list = [...used];
  let run = 0;
  const putRun = () => {
    if (digits && run > 0) made.push(...digits);
    else for (let left = run; left > 0; left = (left - 1) >> 1) made.push((left - 1) & 1);
    run = 0;
  };
  for (const byte of last) {
    const at = list.indexOf(byte);
    if (at === 0) {
      run++;
      continue;
    }
    putRun();
    made.push(at + 1);
    list.splice(at, 1);
    list.unshift(byte);
  }
  putRun();
  return made;
}

/** CRC-32 with the highest bit first. */
function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes)
    for (let bit = 7; bit >= 0; bit--) {
      const differs = (value >>> 31) ^ ((byte >> bit) & 1);
      value = (value << 1) ^ (differs ? 0x04c11db7 : 0);
    }
  return ~value >>> 0;
}

class Bits {
  readonly #bytes: number[] = [];
  #count = 0;

  put(count: number, value: number): void {
    for (let bit = count - 1; bit >= 0; bit--) {
      if (this.#count++ % 8 === 0) this.#bytes.push(0);
      const at = this.#bytes.length - 1;
      this.#bytes[at] = (this.#bytes[at] as number) | (((value >>> bit) & 1) << (7 - ((this.#count - 1) % 8)));
    }
  }

  padded(): Buffer {
    return Buffer.from(this.#bytes);
  }
}
