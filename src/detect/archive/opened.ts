/** What of an archive was read as its members. The rest (names, comments, what lies between them) is content of its own. */

import { firstThat } from '../find/sorted.ts';

/** Zones that are no farther from each other are one: looking at so many bytes costs less than another zone. */
const NEAR = 1024;

interface Range {
  readonly from: number;
  readonly to: number;
}

export class Opened {
  readonly #ranges: Range[] = [];

  add(from: number, to: number): void {
    this.#ranges.push({ from, to });
  }

  /** Says that there are no more: only then the rest can be asked for. */
  close(): void {
    this.#ranges.sort((a, b) => a.from - b.from);
  }

  /** False of what lies in a member, in the last one that begins before it. */
  isOwn({ start, end }: { readonly start: number; readonly end: number }): boolean {
    const ranges = this.#ranges;
    const next = firstThat(ranges.length, index => (ranges[index] as Range).from > start);
    return !(end <= (ranges[next - 1]?.to ?? 0));
  }

  /** Zones of an archive of `length` bytes, ascending pairs of starts and ends: whatever is its own touches one. */
  zones(length: number): Int32Array {
    const ranges = this.#ranges;
    const gaps: Range[] = [{ from: 0, to: ranges[0]?.from ?? length }];
    for (const [i, { to }] of ranges.entries()) {
      // What begins in this member or behind it, and before the next one, is its own if it has the byte behind this one.
      gaps.push({ from: to, to: Math.max(to + 1, ranges[i + 1]?.from ?? length) });
    }
    gaps.sort((a, b) => a.from - b.from);
    const zones: number[] = [];
    for (const gap of gaps) {
      const to = Math.min(gap.to, length);
      if (to <= gap.from) continue;
      const last = zones.at(-1);
      if (last === undefined || gap.from > last + NEAR) zones.push(gap.from, to);
      else if (to > last) zones[zones.length - 1] = to;
    }
    return Int32Array.from(zones);
  }
}
