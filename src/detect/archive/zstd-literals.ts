/** The literals of a Zstandard block, which its sequences copy (RFC 8878, 3.1.1.3.1). */
import { type Packed, streamStart } from './zstd-bits.ts';
import { type HuffmanTable, huffmanRoom, huffmanTableAt } from './zstd-tables.ts';

const RAW = 0;
const ONE_BYTE = 1;
const COMPRESSED = 2;
const JUMP_BYTES = 6;
/** Two codes of at most 11 bits are looked up at once. */
const AT_ONCE = 22;

/** What the head of the section says. */
interface Head {
  readonly type: number;
  readonly isOneStream: boolean;
  readonly length: number;
  readonly packedLength: number;
  readonly end: number;
}

export class ZstdLiterals {
  /** Where the literals are: from `from` to `to` of `bytes`. */
  bytes: Uint8Array;
  from = 0;
  to = 0;
  readonly #place: Uint8Array;
  readonly #cells = huffmanRoom();
  #table: HuffmanTable | undefined;

  /** @param most the most literals that a block has. */
  constructor(most: number) {
    this.#place = new Uint8Array(most);
    this.bytes = this.#place;
  }

  /** Forgets the table, which is good for one frame. */
  begin(): void {
    this.#table = undefined;
  }

  /** Reads the section that starts at `from`. @returns where it ends, or -1 if it is damaged or has more than `most` literals. */
  read(packed: Packed, from: number, end: number, most: number): number {
    const head = headAt(packed.bytes, from);
    const to = head.end + head.packedLength;
    if (head.length > most || to > end) return -1;
    this.bytes = head.type === RAW ? packed.bytes : this.#place;
    this.from = head.type === RAW ? head.end : 0;
    this.to = this.from + head.length;
    if (head.type === ONE_BYTE) this.#place.fill(packed.bytes[head.end] as number, 0, head.length);
    return head.type < COMPRESSED || this.#unpack(packed, head, to) ? to : -1;
  }

  /** Writes what is compressed. False if it is damaged. */
  #unpack(packed: Packed, head: Head, to: number): boolean {
    let from = head.end;
    if (head.type === COMPRESSED) {
      const described = huffmanTableAt(packed, from, to, this.#cells);
      this.#table = described?.table;
      from = described?.end ?? to;
    }
    const table = this.#table;
    if (table === undefined) return false;
    if (head.isOneStream) return decodeOne(packed, from, to, table, this.#place, 0, head.length);
    return decodeFour(packed, from, to, table, this.#place, head.length);
  }
}

/** Its lengths have 5, 12 or 20 bits if there is one, and 10, 14 or 18 if there are two. */
function headAt(bytes: Uint8Array, at: number): Head {
  const first = bytes[at] as number;
  const type = first & 3;
  const format = (first >> 2) & 3;
  const whole = first + (bytes[at + 1] as number) * 2 ** 8 + (bytes[at + 2] as number) * 2 ** 16;
  if (type < COMPRESSED) {
    const size = format === 1 ? 2 : format === 3 ? 3 : 1;
    const length = size === 1 ? first >> 3 : size === 2 ? (whole & 0xffff) >> 4 : whole >> 4;
    return { type, isOneStream: true, length, packedLength: type === RAW ? length : 1, end: at + size };
  }
  const size = format < 2 ? 3 : format + 2;
  const width = format < 2 ? 10 : 4 * format + 6;
  const wider = whole + (bytes[at + 3] as number) * 2 ** 24 + (bytes[at + 4] as number) * 2 ** 32;
  const length = Math.floor(wider / 16) % 2 ** width;
  const packedLength = Math.floor(wider / 2 ** (4 + width)) % 2 ** width;
  return { type, isOneStream: format === 0, length, packedLength, end: at + size };
}

/** Decodes four streams, each of which has a quarter of the `length` symbols, the last one what is left. */
function decodeFour(
  packed: Packed,
  from: number,
  to: number,
  table: HuffmanTable,
  place: Uint8Array,
  length: number,
): boolean {
  const quarter = (length + 3) >> 2;
  if (from + JUMP_BYTES > to || 3 * quarter > length) return false;
  let start = from + JUMP_BYTES;
  for (let i = 0; i < 4; i++) {
    const end = i === 3 ? to : start + packed.view.getUint16(from + 2 * i, true);
    if (end > to) return false;
    if (!decodeOne(packed, start, end, table, place, i * quarter, i === 3 ? length : (i + 1) * quarter)) return false;
    start = end;
  }
  return true;
}

/** Decodes the stream between `from` and `to`, which is as many symbols as there is room for in `place`. */
function decodeOne(
  packed: Packed,
  from: number,
  to: number,
  table: HuffmanTable,
  place: Uint8Array,
  start: number,
  end: number,
): boolean {
  const { view } = packed;
  const { cells, log } = table;
  const mask = (1 << log) - 1;
  const first = 8 * from;
  let bit = streamStart(packed, from, to);
  let at = start;
  // What is looked up past the start of a stream is some symbol, and then too many bits are gone.
  for (; at + 1 < end && bit >= first; at += 2) {
    const low = bit - AT_ONCE;
    const bits = view.getInt32(low >> 3, true) >>> (low & 7);
    const one = cells[(bits >>> (AT_ONCE - log)) & mask] as number;
    const other = cells[(bits >>> (AT_ONCE - log - (one & 15))) & mask] as number;
    place[at] = one >> 4;
    place[at + 1] = other >> 4;
    bit -= (one & 15) + (other & 15);
  }
  if (at < end && bit >= first) {
    const low = bit - log;
    const one = cells[(view.getInt32(low >> 3, true) >>> (low & 7)) & mask] as number;
    place[at] = one >> 4;
    bit -= one & 15;
  }
  return bit === first;
}
