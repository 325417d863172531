/** The tables that Zstandard decodes symbols by: FSE (RFC 8878, 4.1) and Huffman (4.2). They stand before what they decode. */
import { bitsAt, type Packed, streamStart } from './zstd-bits.ts';

/** Of each state what it means: its symbol, << 8 the bits that the next state takes, << 16 what these are added to. */
export interface FseTable {
  /** Bits of a state. */
  readonly log: number;
  readonly cells: Int32Array;
}

/** Of the next `log` bits their symbol << 4, and how many of them it takes. */
export interface HuffmanTable {
  readonly log: number;
  readonly cells: Uint16Array;
}

/** A table, and where its description ends. */
interface Described<Table> {
  readonly table: Table;
  readonly end: number;
}

const MOST_HUFFMAN_LOG = 11;
const MOST_WEIGHT_LOG = 6;
/** One more is not written: it is what the others leave. */
const MOST_WEIGHTS = 255;

/** The largest table, and the most symbols, that any FSE table here has. */
const MOST_FSE_LOG = 9;
const MOST_SYMBOLS = 53;

/** Where tables are made. A hostile block asks for many by few bytes, and then it is memory that takes the time. */
const SHARES = new Int16Array(MOST_SYMBOLS);
const NEXTS = new Uint16Array(MOST_SYMBOLS);
const WEIGHTS = new Uint8Array(MOST_WEIGHTS + 1);
const WEIGHT_CELLS = new Int32Array(1 << MOST_WEIGHT_LOG);

/** Room for the cells of any table of a kind. */
export const fseRoom = (): Int32Array => new Int32Array(1 << MOST_FSE_LOG);
export const huffmanRoom = (): Uint16Array => new Uint16Array(1 << MOST_HUFFMAN_LOG);

/** The table that is described at `from`, of symbols below `symbols`, made in `cells`; undefined if there is none. */
export function fseTableAt(
  { view }: Packed,
  from: number,
  mostLog: number,
  symbols: number,
  cells: Int32Array,
): Described<FseTable> | undefined {
  let bit = 8 * from + 4;
  const log = bitsAt(view, 8 * from, 4) + 5;
  if (log > mostLog) return undefined;
  const shares = SHARES.fill(0);
  let left = 1 << log;
  for (let symbol = 0; left > 0; symbol++) {
    if (symbol >= symbols) return undefined;
    // From 0 to left + 1: as that is no power of two, the lowest of them take a bit less.
    const width = 32 - Math.clz32(left + 1);
    const half = 1 << (width - 1);
    const shorter = 2 * half - 2 - left;
    let value = bitsAt(view, bit, width);
    const isShort = (value & (half - 1)) < shorter;
    if (isShort) value &= half - 1;
    else if (value >= half) value -= shorter;
    bit += isShort ? width - 1 : width;
    shares[symbol] = value - 1;
    left -= Math.abs(value - 1);
    // How many more have no share follows, three and more in steps.
    for (let more = value === 1 ? 3 : 0; more === 3 && symbol < symbols; symbol += more, bit += 2)
      more = bitsAt(view, bit, 2);
  }
  return { table: fseTable(shares, symbols, log, cells), end: (bit + 7) >> 3 };
}

/**
 * The table, made in `cells`, that gives each of `symbols` symbols its share of the states; a share of -1 is one state that
 * keeps no bit of what was before.
 */
export function fseTable(shares: Int16Array, symbols: number, log: number, cells: Int32Array): FseTable {
  const size = 1 << log;
  let top = size;
  for (let symbol = 0; symbol < symbols; symbol++) {
    const share = shares[symbol] as number;
    NEXTS[symbol] = Math.abs(share);
    if (share === -1) cells[--top] = symbol;
  }
  const step = (size >> 1) + (size >> 3) + 3;
  for (let symbol = 0, cell = 0; symbol < symbols; symbol++)
    for (let left = shares[symbol] as number; left > 0; left--) {
      cells[cell] = symbol;
      do cell = (cell + step) & (size - 1);
      while (cell >= top);
    }
  for (let cell = 0; cell < size; cell++) {
    const symbol = cells[cell] as number;
    const next = NEXTS[symbol] as number;
    NEXTS[symbol] = next + 1;
    const bits = log - (31 - Math.clz32(next));
    cells[cell] = (((next << bits) - size) << 16) | (bits << 8) | symbol;
  }
  return { log, cells };
}

/** The table with one state, which is `symbol` and takes no bits. */
export function onlySymbol(symbol: number): FseTable {
  return { log: 0, cells: Int32Array.of(symbol) };
}

/** The table that is described at `from` and ends before `end`, made in `cells`; undefined if there is none. */
export function huffmanTableAt(
  packed: Packed,
  from: number,
  end: number,
  cells: Uint16Array,
): Described<HuffmanTable> | undefined {
  const head = packed.bytes[from] as number;
  const weights = WEIGHTS;
  const isPlain = head >= 128;
  const to = from + 1 + (isPlain ? (head - 126) >> 1 : head);
  if (to > end) return undefined;
  const count = isPlain ? head - 127 : unpackedWeights(packed, from + 1, to, weights);
  if (isPlain)
    for (let i = 0; i < count; i++)
      weights[i] = ((packed.bytes[from + 1 + (i >> 1)] as number) >> (i & 1 ? 0 : 4)) & 15;
  const table = count === 0 ? undefined : huffmanTable(weights, count, cells);
  return table && { table, end: to };
}

/** Writes the weights that are packed by FSE, and returns how many there are. Two states take turns. */
function unpackedWeights(packed: Packed, from: number, to: number, weights: Uint8Array): number {
  const described =
    from < to ? fseTableAt(packed, from, MOST_WEIGHT_LOG, MOST_HUFFMAN_LOG + 1, WEIGHT_CELLS) : undefined;
  if (described === undefined || described.end >= to) return 0;
  const { log, cells } = described.table;
  const start = 8 * described.end;
  let bit = streamStart(packed, described.end, to) - 2 * log;
  if (bit < start) return 0;
  let state = bitsAt(packed.view, bit + log, log);
  let other = bitsAt(packed.view, bit, log);
  for (let count = 0; count < MOST_WEIGHTS - 1; ) {
    const cell = cells[state] as number;
    weights[count++] = cell;
    const bits = (cell >> 8) & 255;
    bit -= bits;
    // That there are no bits for a next state is how the last two weights are told.
    if (bit < start) {
      weights[count++] = cells[other] as number;
      return count;
    }
    state = other;
    other = (cell >> 16) + bitsAt(packed.view, bit, bits);
  }
  return 0;
}

/** The table of `count` weights and of the one that makes them fill it; undefined if none does. */
function huffmanTable(weights: Uint8Array, count: number, cells: Uint16Array): HuffmanTable | undefined {
  const starts = new Uint16Array(MOST_HUFFMAN_LOG + 3);
  let sum = 0;
  for (let symbol = 0; symbol < count; symbol++) {
    const weight = weights[symbol] as number;
    if (weight > MOST_HUFFMAN_LOG) return undefined;
    sum += (1 << weight) >> 1;
  }
  const log = 32 - Math.clz32(sum);
  const left = (1 << log) - sum;
  if (sum === 0 || log > MOST_HUFFMAN_LOG || (left & (left - 1)) !== 0) return undefined;
  weights[count] = 32 - Math.clz32(left);
  for (let symbol = 0; symbol <= count; symbol++) {
    const weight = weights[symbol] as number;
    starts[weight + 1] = (starts[weight + 1] as number) + ((1 << weight) >> 1);
  }
  // The longest codes are never one alone.
  if ((starts[2] as number) < 2) return undefined;
  for (let weight = 1; weight <= log + 1; weight++)
    starts[weight] = (starts[weight] as number) + (starts[weight - 1] as number);
  for (let symbol = 0; symbol <= count; symbol++) {
    const weight = weights[symbol] as number;
    if (weight === 0) continue;
    const from = starts[weight] as number;
    const to = from + (1 << (weight - 1));
    starts[weight] = to;
    cells.fill((symbol << 4) | (log + 1 - weight), from, to);
  }
  return { log, cells };
}
