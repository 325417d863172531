/**
 * One block of bzip2: the symbols in their Huffman codes, what they mean by the move-to-front list, and the order of the
 * bytes before they were sorted. Source: "BZIP2 Format Specification" by Joe Tsai.
 */
import { type Bits, HuffmanCode } from './bzip2-code.ts';

const MIN_CODES = 2;
const MAX_CODES = 6;
const MAX_SELECTORS = (1 << 15) - 1;
/** Symbols that one selector is for. */
const GROUP_SYMBOLS = 50;
/** The digits of a run's length, which are 1 and 2. */
const RUN_A = 0;
const RUN_B = 1;
/** No digit of a run in a block of 900,000 bytes is worth more. Far from where a shift overflows. */
const MAX_WORTH = 1 << 20;
/** A nearer entry of a list is fetched to its front by a loop, a farther one by a call. */
const NEAR = 24;

/** Holds one block after the other. */
export class Block {
  /** In the low 8 bits of an entry its byte, in the others the index of the entry whose byte follows. */
  links = new Int32Array(0);
  /** The entry before that of the first byte. */
  first = 0;
  length = 0;
  readonly #codes = Array.from({ length: MAX_CODES }, () => new HuffmanCode());
  readonly #selectors = new Uint8Array(MAX_SELECTORS);
  readonly #list = new Uint8Array(256);
  readonly #starts = new Int32Array(256);

  /** Reads what follows the checksum of a block. If there is a problem the block is not to be used. */
  read(bits: Bits, size: number): 'damaged' | 'unknown' | undefined {
    if (this.links.length < size) this.links = new Int32Array(size);
    const isRandomised = bits.take(1) === 1;
    if (isRandomised) return 'unknown';
    const origin = bits.take(24);
    const used = this.#readList(bits);
    const selectors = used > 0 ? this.#readCodes(bits, used + 2) : 0;
    if (selectors === 0 || bits.isPastEnd) return 'damaged';
    this.length = this.#readBytes(bits, selectors, used + 1, size);
    if (origin >= this.length) return 'damaged';
    this.#link();
    this.first = this.links[origin] as number;
    return undefined;
  }

  /** The bytes that occur, in their order: a map of the sixteenths that have any, then one of each. Returns how many. */
  #readList(bits: Bits): number {
    const sixteenths = bits.take(16);
    let used = 0;
    for (let high = 0; high < 16; high++) {
      if (((sixteenths << high) & 0x8000) === 0) continue;
      const map = bits.take(16);
      for (let low = 0; low < 16; low++) if ((map << low) & 0x8000) this.#list[used++] = (high << 4) | low;
    }
    return used;
  }

  /** The codes, and which of them is for which symbols. Returns the number of selectors, 0 if there is damage. */
  #readCodes(bits: Bits, symbols: number): number {
    const codes = bits.take(3);
    if (codes < MIN_CODES || codes > MAX_CODES) return 0;
    const selectors = bits.take(15);
    const list = Uint8Array.of(0, 1, 2, 3, 4, 5);
    for (let i = 0; i < selectors; i++) {
      let at = 0;
      while (bits.take(1) === 1) if (++at >= codes) return 0;
      this.#selectors[i] = toFront(list, at);
    }
    for (let i = 0; i < codes; i++) if (!this.#codes[i]?.read(bits, symbols)) return 0;
    return selectors;
  }

  /** Puts the bytes of the block, as they were sorted, into the links. Returns how many, 0 if there is damage. */
  #readBytes(bits: Bits, selectors: number, end: number, size: number): number {
    const { links } = this;
    const list = this.#list;
    let length = 0;
    let run = 0;
    let worth = 1;
    for (let group = 0; group < selectors && !bits.isPastEnd; group++) {
      const code = this.#codes[this.#selectors[group] as number] as HuffmanCode;
      for (let i = 0; i < GROUP_SYMBOLS; i++) {
        const symbol = code.next(bits);
        if (symbol === RUN_A || symbol === RUN_B) {
          if (worth > MAX_WORTH) return 0;
          run += worth << symbol;
          worth *= 2;
          continue;
        }
        if (symbol < 0 || length + run > size) return 0;
        if (run > 0) {
          links.fill(list[0] as number, length, length + run);
          length += run;
          run = 0;
          worth = 1;
        }
        if (symbol === end) return bits.isPastEnd ? 0 : length;
        if (length === size) return 0;
        links[length++] = toFront(list, symbol - 1);
      }
    }
    return 0;
  }

  /** Links each byte to the one that follows it: the n-th of a value in sorted order comes before the n-th of it in the block. */
  #link(): void {
    const { links, length } = this;
    const starts = this.#starts.fill(0);
    for (let i = 0; i < length; i++) (starts[links[i] as number] as number)++;
    let sum = 0;
    for (let value = 0; value < 256; value++) {
      const count = starts[value] as number;
      starts[value] = sum;
      sum += count;
    }
    for (let i = 0; i < length; i++) {
      const value = (links[i] as number) & 255;
      const at = starts[value] as number;
      starts[value] = at + 1;
      links[at] = (links[at] as number) | (i << 8);
    }
  }
}

/** Moves an entry to the front of the list, and returns it. */
function toFront(list: Uint8Array, at: number): number {
  const value = list[at] as number;
  if (at < NEAR) for (let i = at; i > 0; i--) list[i] = list[i - 1] as number;
  else list.copyWithin(1, 0, at);
  list[0] = value;
  return value;
}
