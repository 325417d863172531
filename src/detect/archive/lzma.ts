/**
 * LZMA: the range decoder, and the states that choose the probabilities. What was unpacked is the dictionary at the same
 * time, so a distance costs no memory, whatever size the stream claims for it.
 * Source: "LZMA specification" of the LZMA SDK (`lzma-specification.txt`).
 */
import {
  ALIGNED,
  ALIGNED_BITS,
  FIRST_AFTER_MATCH,
  FIRST_DIRECT_SLOT,
  IS_LONG,
  IS_MATCH,
  IS_NOT_FIRST,
  IS_NOT_SECOND,
  IS_NOT_THIRD,
  IS_REPEAT,
  LITERAL,
  LITERAL_ODDS,
  lzmaProperties,
  MATCH_LENGTH,
  MOST_LITERAL_BITS,
  POSITIONS,
  REPEAT_LENGTH,
  SHORTEST_MATCH,
  SLOT,
  SPECIAL,
} from './lzma-odds.ts';
import type { Output } from './output.ts';

/** Bits that a probability has, the part of its error that each bit takes away, and where it starts: at one half. */
const ODDS_BITS = 11;
const ODDS_SHIFT = 5;
const EVEN = 1 << (ODDS_BITS - 1);
const SURE = 1 << ODDS_BITS;

const INIT_BYTES = 5;
/** Room is made for so much at once, or to double what there is: all that a stream claims may not be there. */
const PIECE_BYTES = 1 << 16;
/** The distance, less one, of a match that is none: it marks the end of a stream. */
const END_MARKER = 0xffffffff;
/** More than decoding one symbol can read. */
const SYMBOL_BYTES = 64;

/** One state, which the chunks of a stream share and renew. */
export class Lzma {
  readonly #output: Output;
  readonly #mostLiteralBits: number;
  /** The probabilities that a bit is zero. */
  readonly #odds: Uint16Array;
  #literalBits = 0;
  #literalMask = 0;
  #positionMask = 0;
  #state = 0;
  /** The distances of the last four matches, less one. */
  readonly #distances = new Uint32Array(4);
  /** Where in the output the dictionary starts. */
  #start = 0;
  /** Bytes of the last match that there was no room for yet. */
  #rest = 0;

  /** Both are 32 bits without a sign, but held as numbers with one: those need no memory of their own. */
  #range = 0;
  #code = 0;
  #packed: Buffer = Buffer.alloc(0);
  #at = 0;

  /** @param mostLiteralBits the most that properties may have of both kinds: the memory doubles with each. */
  constructor(output: Output, mostLiteralBits = MOST_LITERAL_BITS) {
    this.#output = output;
    this.#mostLiteralBits = mostLiteralBits;
    this.#odds = new Uint16Array(LITERAL + (LITERAL_ODDS << mostLiteralBits));
  }

  /** The memory that it takes, and clears with each `reset`. */
  get stateBytes(): number {
    return this.#odds.byteLength;
  }

  /** Starts a new dictionary. */
  forget(): void {
    this.#start = this.#output.length;
  }

  /** Takes the numbers of bits that choose probabilities. False if they are not allowed. */
  configure(properties: number): boolean {
    const made = lzmaProperties(properties);
    if (made === undefined) return false;
    const { literalBits, literalPositionBits, positionBits } = made;
    if (literalBits + literalPositionBits > this.#mostLiteralBits) return false;
    this.#literalBits = literalBits;
    this.#literalMask = (1 << literalPositionBits) - 1;
    this.#positionMask = (1 << positionBits) - 1;
    return true;
  }

  reset(): void {
    // Only what can be used, for the sake of streams of many short chunks.
    this.#odds.fill(EVEN, 0, LITERAL + LITERAL_ODDS * ((this.#literalMask + 1) << this.#literalBits));
    this.#state = 0;
    this.#distances.fill(0);
  }

  /**
   * Unpacks what is between `from` and `end` to exactly `length` bytes.
   * @param mayBeMarked whether the end may be marked as well, as it may in a stream, but not in a chunk of LZMA2.
   */
  unpack(
    packed: Buffer,
    from: number,
    end: number,
    length: number,
    mayBeMarked = false,
  ): 'damaged' | 'full' | undefined {
    const output = this.#output;
    const stop = output.length + length;
    if (!this.#begin(packed, from, end)) return 'damaged';
    const there = Math.min(end, packed.length) - from;
    do {
      const wanted = Math.min(stop, output.length + Math.max(output.length, PIECE_BYTES));
      const limit = output.grow(wanted - output.length);
      if (!this.#symbols(limit, stop, there)) return 'damaged';
      if (limit < wanted) return 'full';
    } while (output.length < stop);
    if (this.#isEnd(end - from)) return undefined;
    return mayBeMarked && this.#isMarker() && this.#isEnd(end - from) ? undefined : 'damaged';
  }

  #isEnd(length: number): boolean {
    this.#normalize();
    return this.#at === length && this.#code === 0;
  }

  /** Whether the next symbol marks the end. */
  #isMarker(): boolean {
    const position = (this.#output.length - this.#start) & this.#positionMask;
    if (this.#bit(IS_MATCH + this.#state * POSITIONS + position) === 0) return false;
    this.#match(position);
    return this.#distances[0] === END_MARKER;
  }

  /** Starts the range decoder. Behind its bytes are always some more, so that it needs to look for its end only once a symbol. */
  #begin(packed: Buffer, from: number, end: number): boolean {
    const reach = end + SYMBOL_BYTES;
    const near = packed.subarray(from, reach);
    this.#packed = reach <= packed.length ? near : Buffer.concat([near, Buffer.alloc(reach - packed.length)]);
    this.#at = INIT_BYTES;
    this.#rest = 0;
    this.#range = -1;
    this.#code = this.#packed.readInt32BE(1);
    return from + INIT_BYTES <= Math.min(end, packed.length) && this.#packed[0] === 0;
  }

  /**
   * Decodes symbols until the output is `limit` bytes long. False if it does not come so far, or a match goes beyond `stop`.
   * @param there how much there is of the packed bytes. Of a symbol that goes beyond them nothing is kept.
   */
  #symbols(limit: number, stop: number, there: number): boolean {
    const { bytes } = this.#output;
    const start = this.#start;
    const positionMask = this.#positionMask;
    let done = this.#output.length;
    let reached = done + this.#rest;
    if (this.#rest > 0) {
      const distance = this.#distances[0]! + 1;
      for (const end = Math.min(reached, limit); done < end; done++) bytes[done] = bytes[done - distance]!;
    }
    while (done < limit) {
      const position = (done - start) & positionMask;
      if (this.#bit(IS_MATCH + this.#state * POSITIONS + position) === 0) {
        const byte = this.#literal(bytes, done);
        if (this.#at > there) break;
        bytes[done++] = byte;
        continue;
      }
      const length = this.#match(position);
      const distance = this.#distances[0]! + 1;
      if (this.#at > there || distance > done - start) break;
      reached = done + length;
      const end = Math.min(reached, limit);
      // It may copy what it is just making.
      for (; done < end; done++) bytes[done] = bytes[done - distance]!;
    }
    this.#output.length = done;
    this.#rest = Math.max(0, reached - done);
    return done === limit && reached <= stop;
  }

  #literal(bytes: Buffer, done: number): number {
    const position = done - this.#start;
    const before = position > 0 ? bytes[done - 1]! : 0;
    const place = ((position & this.#literalMask) << this.#literalBits) + (before >>> (8 - this.#literalBits));
    const odds = LITERAL + LITERAL_ODDS * place;
    const state = this.#state;
    this.#state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
    if (state < FIRST_AFTER_MATCH) return this.#tree(odds, 1, 0x100);
    return this.#unlike(odds, bytes[done - this.#distances[0]! - 1]!);
  }

  /** A literal behind a match: until one of its bits differs from `expected`, that chooses the probabilities, too. */
  #unlike(odds: number, expected: number): number {
    let symbol = 1;
    let rest = expected;
    while (symbol < 0x100) {
      const likely = (rest >>> 7) & 1;
      rest <<= 1;
      const bit = this.#bit(odds + ((1 + likely) << 8) + symbol);
      symbol = (symbol << 1) | bit;
      if (bit !== likely) break;
    }
    return this.#tree(odds, symbol, 0x100);
  }

  /** Reads of a match how long it is, and makes its distance the first one. */
  #match(position: number): number {
    const state = this.#state;
    const isAfterLiteral = state < FIRST_AFTER_MATCH;
    if (this.#bit(IS_REPEAT + state) === 0) {
      this.#state = isAfterLiteral ? 7 : 10;
      const length = this.#length(MATCH_LENGTH, position);
      this.#renew(3, this.#distance(Math.min(length - SHORTEST_MATCH, 3)));
      return length;
    }
    if (this.#bit(IS_NOT_FIRST + state) === 0) {
      if (this.#bit(IS_LONG + state * POSITIONS + position) === 0) {
        this.#state = isAfterLiteral ? 9 : 11;
        return 1;
      }
    } else {
      let which = 1;
      if (this.#bit(IS_NOT_SECOND + state) === 1) which = 2 + this.#bit(IS_NOT_THIRD + state);
      this.#renew(which, this.#distances[which]!);
    }
    this.#state = isAfterLiteral ? 8 : 11;
    return this.#length(REPEAT_LENGTH, position);
  }

  /** Makes `distance` the first one, in place of number `which`. For so few, `copyWithin` takes much longer. */
  #renew(which: number, distance: number): void {
    const distances = this.#distances;
    for (let i = which; i > 0; i--) distances[i] = distances[i - 1]!;
    distances[0] = distance;
  }

  #length(odds: number, position: number): number {
    if (this.#bit(odds) === 0) return SHORTEST_MATCH + this.#tree(odds + 2 + position * 8, 1, 8);
    if (this.#bit(odds + 1) === 0) return SHORTEST_MATCH + 8 + this.#tree(odds + 2 + (POSITIONS + position) * 8, 1, 8);
    return SHORTEST_MATCH + 16 + this.#tree(odds + 2 + POSITIONS * 16, 1, 0x100);
  }

  /** A distance less one, modulo 2 ** 32. @param kind which probabilities: those for matches of this length. */
  #distance(kind: number): number {
    const slot = this.#tree(SLOT + kind * 64, 1, 64);
    if (slot < 4) return slot;
    const bits = (slot >>> 1) - 1;
    const base = (2 | (slot & 1)) << bits;
    if (slot < FIRST_DIRECT_SLOT) return base + this.#reversed(SPECIAL + base - slot, bits);
    const direct = this.#direct(bits - ALIGNED_BITS) << ALIGNED_BITS;
    return base + direct + this.#reversed(ALIGNED, ALIGNED_BITS);
  }

  /**
   * A number below `end`, the highest bit first: those that are known choose the probability of the next. The same as `#bit`
   * for each of them, but as most bits are read here, all is held in variables meanwhile.
   * @param symbol the bits that are known already, behind a one.
   */
  #tree(first: number, symbol: number, end: number): number {
    const odds = this.#odds;
    const packed = this.#packed;
    let range = this.#range;
    let code = this.#code;
    let made = symbol;
    while (made < end) {
      if (range >>> 24 === 0) {
        range <<= 8;
        code = (code << 8) | packed[this.#at++]!;
      }
      const index = first + made;
      const chance = odds[index]!;
      const bound = Math.imul(range >>> ODDS_BITS, chance);
      if (code >>> 0 < bound >>> 0) {
        range = bound;
        odds[index] = chance + ((SURE - chance) >>> ODDS_SHIFT);
        made <<= 1;
      } else {
        range = (range - bound) | 0;
        code = (code - bound) | 0;
        odds[index] = chance - (chance >>> ODDS_SHIFT);
        made = (made << 1) | 1;
      }
    }
    this.#range = range;
    this.#code = code;
    return made - end;
  }

  /** A number of `count` bits, the lowest first. */
  #reversed(odds: number, count: number): number {
    let symbol = 1;
    let value = 0;
    for (let i = 0; i < count; i++) {
      const bit = this.#bit(odds + symbol);
      symbol = (symbol << 1) | bit;
      value |= bit << i;
    }
    return value;
  }

  /** A number of `count` bits that are zero and one with the same probability. */
  #direct(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) {
      this.#normalize();
      this.#range >>>= 1;
      const isOne = this.#code >>> 0 >= this.#range;
      if (isOne) this.#code = (this.#code - this.#range) | 0;
      value = (value << 1) | (isOne ? 1 : 0);
    }
    return value;
  }

  /** One bit, by the probability at `index`, which it changes. */
  #bit(index: number): number {
    this.#normalize();
    const odds = this.#odds[index]!;
    const range = this.#range;
    const bound = Math.imul(range >>> ODDS_BITS, odds);
    if (this.#code >>> 0 < bound >>> 0) {
      this.#range = bound;
      this.#odds[index] = odds + ((SURE - odds) >>> ODDS_SHIFT);
      return 0;
    }
    this.#range = (range - bound) | 0;
    this.#code = (this.#code - bound) | 0;
    this.#odds[index] = odds - (odds >>> ODDS_SHIFT);
    return 1;
  }

  /** Takes the next byte, if the range has become too narrow. */
  #normalize(): void {
    if (this.#range >>> 24 === 0) {
      this.#range <<= 8;
      this.#code = (this.#code << 8) | this.#packed[this.#at++]!;
    }
  }
}
