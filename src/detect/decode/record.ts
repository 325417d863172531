/**
 * Reads a record of SQLite, whose columns stand behind each other with nothing in between: only its header says where each begins.
 * Source: https://www.sqlite.org/fileformat2.html, "B-tree Cell Formats" and "Record Format".
 */

/** A column of text, as [start, end) of the text that it stands in. */
export interface Column {
  readonly start: number;
  readonly end: number;
}

/** A header of so many bytes is that of some 30 columns; and behind it, so far, something is looked for. */
const LONGEST_HEADER = 31;
const FURTHEST = 224;
/** A row's number has at most so many bytes; with 32 bits it has 5. */
const LONGEST_ROWID = 5;
/** Content bytes of the serial types 0 to 9: NULL, integers, a float, and two constants. */
const NUMBERS = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];
const NO_TEXT = /[\0-\x08\x0b\x0c\x0e-\x1f]/;
const [FIRST_BLOB, FIRST_TEXT] = [12, 13];

/** The columns of text of the record that has one of `length` characters between `low` and `high` of `text`, and which that is. */
export function recordAt(
  text: string,
  low: number,
  high: number,
  length: number,
): { readonly columns: readonly Column[]; readonly place: number } | undefined {
  // Nearly everything is text: there is no header in it.
  if (!NO_TEXT.test(text.slice(Math.max(0, low - FURTHEST), low))) return undefined;
  for (let at = low - 1; at >= Math.max(2, low - FURTHEST); at--) {
    if (text.charCodeAt(at) > LONGEST_HEADER) continue;
    const columns = columnsBehind(text, at);
    const place = columns?.findIndex(({ start, end }) => end - start === length && start >= low && end <= high) ?? -1;
    if (columns && place >= 0) return { columns, place };
  }
  return undefined;
}

/** The columns of text of the record whose header begins at `at`; undefined if none begins there. */
function columnsBehind(text: string, at: number): Column[] | undefined {
  const headerEnd = at + text.charCodeAt(at);
  // Its own length, or a column that is a number or nothing.
  if (!NO_TEXT.test(text.slice(at, headerEnd))) return undefined;
  const columns: Column[] = [];
  let start = headerEnd;
  for (let next = at + 1; next < headerEnd; ) {
    const [type, end] = varint(text, next);
    next = end;
    const size = type < NUMBERS.length ? (NUMBERS[type] as number) : (type - FIRST_BLOB) >> 1;
    if (size < 0 || next > headerEnd) return undefined;
    if (type >= FIRST_TEXT && type % 2 === 1) columns.push({ start, end: start + size });
    start += size;
  }
  return columns.length > 0 && isCell(text, at, start - at) ? columns : undefined;
}

/** True if the length of a record that begins at `at` stands before it, and a row's number in between. */
function isCell(text: string, at: number, length: number): boolean {
  for (let rowid = at - 1; rowid > 0 && at - rowid <= LONGEST_ROWID; rowid--) {
    if (varint(text, rowid)[1] !== at) continue;
    for (const first of [rowid - 1, rowid - 2]) {
      const [value, end] = varint(text, first);
      if (first >= 0 && end === rowid && value === length) return true;
    }
  }
  return false;
}

/** A number of variable length at `at`, and where it ends: seven bits of each byte, the first ones first. */
function varint(text: string, at: number): readonly [value: number, end: number] {
  let value = 0;
  for (let next = at; ; next++) {
    const byte = text.charCodeAt(next);
    value = value * 128 + (byte & 127);
    if (!(byte >= 128) || next - at > LONGEST_ROWID) return [value, next + 1];
  }
}
