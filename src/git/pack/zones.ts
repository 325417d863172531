/**
 * What of a version must be looked at again, and what may be inherited from the version it is a delta of. Exact by the
 * locality of candidates: one depends on the bytes from `WINDOW` before its start to `WINDOW` after its end only, an end of
 * the content counting as a byte (`src/detect/find/find.ts`). So where all of that lies in one copy, it is the same as in the base.
 */
import { WINDOW } from '../../detect/find/window.ts';
import type { Copies } from './delta.ts';

/** Ranges of a child's bytes, ascending, with a gap between any two. */
export class Zones {
  count = 0;
  start = new Int32Array(64);
  end = new Int32Array(64);

  /** Adds a zone behind the others; one that touches or nearly touches the last becomes part of it. */
  add(start: number, end: number): void {
    const last = this.count - 1;
    if (last >= 0 && start <= this.end[last]! + NEAR) {
      if (end > this.end[last]!) this.end[last] = end;
      return;
    }
    if (this.count === this.start.length) {
      for (const name of ['start', 'end'] as const) {
        const larger = new Int32Array(this[name].length * 2);
        larger.set(this[name]);
        this[name] = larger;
      }
    }
    this.start[this.count] = start;
    this.end[this.count++] = end;
  }

  /** True if [start, end) has a byte in common with a zone. */
  touch(start: number, end: number): boolean {
    for (let i = 0; i < this.count; i++) if (this.start[i]! < end && this.end[i]! > start) return true;
    return false;
  }
}

/** Looking at this many clean bytes costs less than another call of the finder. */
const NEAR = 96;

/**
 * The dirty zones of a child: every candidate whose bytes do not all lie in one copy touches one of them. Between two copies
 * there is a gap, of the inserted bytes or, at a seam, of none; the ends of the content are copied only if a copy reaches
 * them in both versions.
 */
export function findZones(copies: Copies, zones: Zones): void {
  zones.count = 0;
  const { count, start, end, base, length, baseLength } = copies;
  const dirty = (from: number, to: number) => zones.add(Math.max(0, from - WINDOW), Math.min(length, to + WINDOW));
  if (count === 0) {
    if (length > 0) dirty(0, length);
    return;
  }
  if (start[0] !== 0 || base[0] !== 0) dirty(0, start[0]!);
  for (let i = 1; i < count; i++) dirty(end[i - 1]!, start[i]!);
  const last = count - 1;
  if (end[last] !== length || base[last]! + end[last]! - start[last]! !== baseLength) dirty(end[last]!, length);
}

/**
 * Calls `take` for each copy, in the child's order, that has all of the base's range [from, to) and what is around it.
 * @param from start of something in the base, @param to its end.
 * @param take gets how far the child's place is from the base's.
 */
export function inherit(copies: Copies, from: number, to: number, take: (shift: number) => void): void {
  const { count, start, end, base, length, baseLength } = copies;
  for (let i = 0; i < count; i++) {
    const baseStart = base[i]!;
    const baseEnd = baseStart + end[i]! - start[i]!;
    const leftWhole = from - WINDOW >= baseStart || (baseStart === 0 && start[i] === 0);
    const rightWhole = to + WINDOW <= baseEnd || (baseEnd === baseLength && end[i] === length);
    if (from >= baseStart && to <= baseEnd && leftWhole && rightWhole) take(start[i]! - baseStart);
  }
}
