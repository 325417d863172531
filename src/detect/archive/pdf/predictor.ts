/** Undoes the predictors in front of Flate and LZW (ISO 32000-2, 7.4.4.4): rows that say how they differ from what is around. */
import type { Dict } from './values.ts';

const [NONE, TIFF, FIRST_PNG, LAST_PNG] = [1, 2, 10, 15];
/** How a row of a PNG is predicted (W3C PNG, 9.2). */
const [SUB, UP, AVERAGE, PAETH] = [1, 2, 3, 4];
const MOST_BITS = 32;

/** What was predicted, made in place. @returns undefined if the parameters say nothing that makes sense. */
export function unpredicted(bytes: Buffer, parms: Dict | undefined): Buffer | undefined {
  const predictor = numberIn(parms, 'Predictor', 1);
  if (predictor === NONE) return bytes;
  const colors = numberIn(parms, 'Colors', 1);
  const bits = numberIn(parms, 'BitsPerComponent', 8);
  const rowBytes = Math.ceil((colors * bits * numberIn(parms, 'Columns', 1)) / 8);
  if (!(colors >= 1 && bits >= 1 && bits <= MOST_BITS && rowBytes >= 1)) return undefined;
  if (predictor === TIFF && bits === 8) return ofTiff(bytes, rowBytes, colors);
  if (!(predictor >= FIRST_PNG && predictor <= LAST_PNG)) return undefined;
  return ofPng(bytes, rowBytes, Math.ceil((colors * bits) / 8));
}

function numberIn(parms: Dict | undefined, name: string, usual: number): number {
  const value = parms?.get(name) ?? usual;
  return Number.isSafeInteger(value) ? (value as number) : Number.NaN;
}

function ofTiff(bytes: Buffer, rowBytes: number, colors: number): Buffer {
  for (let row = 0; row < bytes.length; row += rowBytes) {
    const end = Math.min(row + rowBytes, bytes.length);
    for (let at = row + colors; at < end; at++) bytes[at] = bytes[at]! + bytes[at - colors]!;
  }
  return bytes;
}

/** @param step bytes from a pixel to the same place of the next. */
function ofPng(bytes: Buffer, rowBytes: number, step: number): Buffer {
  let made = 0;
  for (let from = 0; from < bytes.length; from += rowBytes + 1) {
    const filter = bytes[from] as number;
    const length = Math.min(rowBytes, bytes.length - from - 1);
    // What is made lies before what it is made of: each row has a byte more than it gives.
    bytes.copy(bytes, made, from + 1, from + 1 + length);
    // Above the first row and before each one is nothing.
    const above = made === 0 ? undefined : made - rowBytes;
    undoRow(bytes, made, length, above, filter, step);
    made += length;
  }
  return bytes.subarray(0, made);
}

function undoRow(
  bytes: Buffer,
  row: number,
  length: number,
  above: number | undefined,
  filter: number,
  step: number,
): void {
  if (filter < SUB || filter > PAETH || (filter === UP && above === undefined)) return;
  for (let i = 0; i < length; i++) {
    const left = i < step ? 0 : bytes[row + i - step]!;
    const up = above === undefined ? 0 : bytes[above + i]!;
    const corner = above === undefined || i < step ? 0 : bytes[above + i - step]!;
    bytes[row + i] = bytes[row + i]! + predicted(filter, left, up, corner);
  }
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === SUB) return left;
  if (filter === UP) return up;
  if (filter === AVERAGE) return (left + up) >> 1;
  const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
