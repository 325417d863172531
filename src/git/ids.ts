/** A sorted table of binary object ids, searched without making an object for each. Hex is for people and for git. */

/** Finds the place of the id at bytes[at] (or at 0), or -1. */
export interface IdFinder {
  find(bytes: Uint8Array, at?: number): number;
}

export class IdTable implements IdFinder {
  readonly width: number;
  readonly count: number;
  readonly #bytes: Buffer;
  /** Where the ids with a given first byte end. */
  readonly #fanout = new Uint32Array(256);

  /** @param bytes ids of `width` bytes each, ascending, no two alike. */
  constructor(bytes: Buffer, width: number) {
    this.#bytes = bytes;
    this.width = width;
    this.count = bytes.length / width;
    for (let i = 0; i < this.count; i++) this.#fanout[bytes[i * width]!]!++;
    for (let i = 1; i < 256; i++) this.#fanout[i]! += this.#fanout[i - 1]!;
  }

  /** The place of the id that stands at `at` in `bytes`, or -1. */
  find(bytes: Uint8Array, at = 0): number {
    const { width } = this;
    const first = bytes[at]!;
    let low = first === 0 ? 0 : this.#fanout[first - 1]!;
    let high = this.#fanout[first]! - 1;
    const own = this.#bytes;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const start = middle * width;
      let order = 0;
      for (let i = 1; i < width; i++) {
        order = own[start + i]! - bytes[at + i]!;
        if (order !== 0) break;
      }
      if (order === 0) return middle;
      if (order < 0) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** Copies all ids, in order, to into[at…]. */
  copy(into: Buffer, at: number): void {
    this.#bytes.copy(into, at);
  }

  hex(place: number): string {
    return this.#bytes.toString('hex', place * this.width, (place + 1) * this.width);
  }
}

/** Joins ascending runs of ids into one, each id once. */
export function mergeIds(runs: readonly Buffer[], width: number): Buffer {
  let level = runs.filter(run => run.length > 0);
  if (level.length === 0) return Buffer.alloc(0);
  while (level.length > 1) {
    const next: Buffer[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const [left, right] = [level[i]!, level[i + 1]];
      next.push(right === undefined ? left : mergeTwo(left, right, width));
    }
    level = next;
  }
  return level[0]!;
}

function mergeTwo(left: Buffer, right: Buffer, width: number): Buffer {
  const merged = Buffer.allocUnsafe(left.length + right.length);
  let [a, b, end] = [0, 0, 0];
  while (a < left.length && b < right.length) {
    let order = 0;
    for (let i = 0; i < width && order === 0; i++) order = left[a + i]! - right[b + i]!;
    const from = order <= 0 ? left : right;
    const start = order <= 0 ? a : b;
    for (let i = 0; i < width; i++) merged[end + i] = from[start + i]!;
    end += width;
    if (order <= 0) a += width;
    if (order >= 0) b += width;
  }
  end += left.copy(merged, end, a);
  end += right.copy(merged, end, b);
  return merged.subarray(0, end);
}
