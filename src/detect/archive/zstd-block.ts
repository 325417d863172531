/** Compressed blocks of Zstandard: literals, and sequences that say where they and what to repeat go (RFC 8878, 3.1.1.3). */
import { bitsAt, MOST_BITS, type Packed, streamStart } from './zstd-bits.ts';
import { ZstdLiterals } from './zstd-literals.ts';
import { type FseTable, fseRoom, fseTable, fseTableAt, onlySymbol } from './zstd-tables.ts';

/** The most that a block holds, packed and unpacked, whatever the window. */
export const MOST_BLOCK_BYTES = 128 << 10;

/** Room around a block: no reader is further outside of it before it notices. */
const MARGIN_BYTES = 256;
const PREDEFINED = 0;
const ONE_SYMBOL = 1;
const DESCRIBED = 2;
/** More bytes are copied by a call, which is not worth it for less. */
const LONG_COPY = 128;

/** A kind of code: how many bits follow each, what these are added to, and the table if none is written, which is made when it is asked for. */
interface Code {
  readonly bits: Uint8Array;
  readonly bases: Int32Array;
  readonly mostLog: number;
  readonly usual: FseTable;
}

/** The codes follow each other without a gap: what one stands for starts where the one before it ends. */
function code(least: number, bits: readonly number[], mostLog: number, shares: readonly number[], log: number): Code {
  const bases = new Int32Array(bits.length);
  let base = least;
  bits.forEach((count, i) => {
    bases[i] = base;
    base += 2 ** count;
  });
  let usual: FseTable | undefined;
  return {
    bits: Uint8Array.from(bits),
    bases,
    mostLog,
    get usual() {
      usual ??= fseTable(Int16Array.from(shares), shares.length, log, fseRoom());
      return usual;
    },
  };
}

const times = (count: number, value: number): number[] => new Array(count).fill(value);

const LITERALS = code(
  0,
  [...times(16, 0), 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
  9,
  [4, 3, ...times(11, 2), 1, 1, 1, ...times(9, 2), 3, 2, ...times(5, 1), ...times(4, -1)],
  6,
);
const MATCHES = code(
  3,
  [...times(32, 0), 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
  9,
  [1, 4, 3, ...times(6, 2), ...times(37, 1), ...times(7, -1)],
  6,
);
const OFFSETS = code(
  1,
  Array.from({ length: 32 }, (_, bits) => bits),
  8,
  [...times(6, 1), 2, 2, 2, ...times(15, 1), ...times(5, -1)],
  5,
);

/** Decodes block after block. What the blocks of a frame hand on is kept from one to the next. */
export class ZstdBlocks {
  readonly #packed: Packed;
  readonly #literals = new ZstdLiterals(MOST_BLOCK_BYTES);
  /** Where the tables that are described are made. Who takes the previous one takes the one that is there. */
  readonly #cells = [fseRoom(), fseRoom(), fseRoom()] as const;
  #literalTable: FseTable | undefined;
  #offsetTable: FseTable | undefined;
  #matchTable: FseTable | undefined;
  #last = 1;
  #second = 4;
  #third = 8;

  constructor() {
    const bytes = new Uint8Array(MOST_BLOCK_BYTES + 2 * MARGIN_BYTES);
    this.#packed = { bytes, view: new DataView(bytes.buffer) };
  }

  /** Starts a frame. */
  begin(): void {
    this.#literals.begin();
    this.#literalTable = this.#offsetTable = this.#matchTable = undefined;
    [this.#last, this.#second, this.#third] = [1, 4, 8];
  }

  /**
   * Writes what the block `packed` holds to `made` at `at`.
   * @param start where the frame begins in `made`.
   * @param most where the block has to end at the latest.
   * @returns where it ends, or -1 if it is damaged.
   */
  decode(packed: Buffer, made: Buffer, at: number, start: number, most: number): number {
    this.#packed.bytes.set(packed, MARGIN_BYTES);
    const end = MARGIN_BYTES + packed.length;
    const from = this.#literals.read(this.#packed, MARGIN_BYTES, end, most - at);
    if (from < 0 || from >= end) return -1;
    const { bytes } = this.#packed;
    let [count, next] = [bytes[from] as number, from + 1];
    if (count === 255) {
      count = 0x7f00 + (bytes[from + 1] as number) + ((bytes[from + 2] as number) << 8);
      next += 2;
    } else if (count >= 128) {
      count = ((count - 128) << 8) + (bytes[from + 1] as number);
      next++;
    }
    let done = at;
    if (count > 0) done = this.#sequences(next, end, count, made, at, start, most);
    else if (next !== end) return -1;
    const { bytes: literals, from: rest, to } = this.#literals;
    if (done < 0 || done + to - rest > most) return -1;
    made.set(literals.subarray(rest, to), done);
    return done + to - rest;
  }

  /** Reads the tables, and carries out the sequences behind them. @returns as `decode`. */
  #sequences(from: number, end: number, count: number, made: Buffer, at: number, start: number, most: number): number {
    const modes = this.#packed.bytes[from] as number;
    let next = from + 1;
    const tableOf = (kind: Code, cells: Int32Array, mode: number, previous: FseTable | undefined) => {
      if (mode === PREDEFINED) return kind.usual;
      if (mode === ONE_SYMBOL) {
        const symbol = this.#packed.bytes[next++] as number;
        return symbol < kind.bits.length ? onlySymbol(symbol) : undefined;
      }
      if (mode !== DESCRIBED) return previous;
      // What is described wrongly may have been read from behind the block, but never beyond the margin.
      const described = next < end ? fseTableAt(this.#packed, next, kind.mostLog, kind.bits.length, cells) : undefined;
      next = described?.end ?? end;
      return described?.table;
    };
    this.#literalTable = tableOf(LITERALS, this.#cells[0], modes >> 6, this.#literalTable);
    this.#offsetTable = tableOf(OFFSETS, this.#cells[1], (modes >> 4) & 3, this.#offsetTable);
    this.#matchTable = tableOf(MATCHES, this.#cells[2], (modes >> 2) & 3, this.#matchTable);
    const [literals, offsets, matches] = [this.#literalTable, this.#offsetTable, this.#matchTable];
    if ((modes & 3) !== 0 || next >= end || !literals || !offsets || !matches) return -1;
    return this.#carryOut(literals, offsets, matches, next, end, count, made, at, start, most);
  }

  /** The loop that all the time goes to. */
  #carryOut(
    literalTable: FseTable,
    offsetTable: FseTable,
    matchTable: FseTable,
    from: number,
    to: number,
    count: number,
    made: Buffer,
    at: number,
    start: number,
    most: number,
  ): number {
    const { view } = this.#packed;
    const { bytes: literals, to: literalsEnd } = this.#literals;
    const [literalCells, offsetCells, matchCells] = [literalTable.cells, offsetTable.cells, matchTable.cells];
    const [literalBits, literalBases] = [LITERALS.bits, LITERALS.bases];
    const [matchBits, matchBases] = [MATCHES.bits, MATCHES.bases];
    const first = 8 * from;
    let literal = this.#literals.from;
    let done = at;
    let [last, second, third] = [this.#last, this.#second, this.#third];
    let bit = streamStart(this.#packed, from, to) - literalTable.log;
    if (bit < first) return -1;
    let literalState = bitsAt(view, bit, literalTable.log);
    bit -= offsetTable.log;
    let offsetState = bitsAt(view, bit, offsetTable.log);
    bit -= matchTable.log;
    let matchState = bitsAt(view, bit, matchTable.log);
    for (let left = count; ; ) {
      const literalCell = literalCells[literalState] as number;
      const offsetCell = offsetCells[offsetState] as number;
      const matchCell = matchCells[matchState] as number;

      const width = offsetCell & 255;
      bit -= width;
      const value = width <= MOST_BITS ? (1 << width) + bitsAt(view, bit, width) : farOffset(view, bit, width);
      let bits = matchBits[matchCell & 255] as number;
      bit -= bits;
      const match = (matchBases[matchCell & 255] as number) + bitsAt(view, bit, bits);
      bits = literalBits[literalCell & 255] as number;
      bit -= bits;
      const copied = (literalBases[literalCell & 255] as number) + bitsAt(view, bit, bits);

      // The first three values are offsets that were there before; without literals the last one would make no sense.
      let offset = value - 3;
      if (value > 3) {
        third = second;
        second = last;
        last = offset;
      } else {
        const which = copied === 0 ? value + 1 : value;
        offset = which === 1 ? last : which === 2 ? second : which === 3 ? third : last - 1;
        if (which > 2) third = second;
        if (which > 1) second = last;
        last = offset;
      }

      const source = done + copied - offset;
      const end = done + copied + match;
      if (bit < first || literal + copied > literalsEnd || end > most || source < start || offset === 0) return -1;
      if (copied > LONG_COPY) made.set(literals.subarray(literal, literal + copied), done);
      else for (let i = 0; i < copied; i++) made[done + i] = literals[literal + i] as number;
      literal += copied;
      done += copied;
      if (match > LONG_COPY && offset >= match) made.copyWithin(done, source, source + match);
      // It may copy what it is just making.
      else for (let i = 0; i < match; i++) made[done + i] = made[source + i] as number;
      done = end;

      if (--left === 0) break;
      bits = (literalCell >> 8) & 255;
      bit -= bits;
      literalState = (literalCell >> 16) + bitsAt(view, bit, bits);
      bits = (matchCell >> 8) & 255;
      bit -= bits;
      matchState = (matchCell >> 16) + bitsAt(view, bit, bits);
      bits = (offsetCell >> 8) & 255;
      bit -= bits;
      offsetState = (offsetCell >> 16) + bitsAt(view, bit, bits);
    }
    this.#literals.from = literal;
    [this.#last, this.#second, this.#third] = [last, second, third];
    return bit === first ? done : -1;
  }
}

/** An offset of more bits than are read at once. */
function farOffset(view: DataView, bit: number, width: number): number {
  return 2 ** width + bitsAt(view, bit + 16, width - 16) * 2 ** 16 + bitsAt(view, bit, 16);
}
