/** What belongs to the codes of a font, told for one code or for a range of them. Ranges are kept as such. */
import { firstThat } from '../../find/sorted.ts';

/** Codes and ranges together: what more there are is passed over. */
const MOST_ENTRIES = 70_000;

interface Range<T> {
  readonly low: number;
  readonly high: number;
  readonly told: T;
}

export class CodeRanges<T> {
  readonly #single = new Map<number, T>();
  readonly #ranges: Range<T>[] = [];
  #isSorted = true;

  get isFull(): boolean {
    return this.#single.size + this.#ranges.length >= MOST_ENTRIES;
  }

  add(low: number, high: number, told: T): void {
    if (this.isFull || !(low <= high)) return;
    if (low === high) {
      this.#single.set(low, told);
      return;
    }
    this.#ranges.push({ low, high, told });
    this.#isSorted = false;
  }

  /** What is told of the code, and the first code of which it was told. Of ranges that overlap the one that begins last counts. */
  find(code: number): { readonly low: number; readonly told: T } | undefined {
    const told = this.#single.get(code);
    if (told !== undefined) return { low: code, told };
    if (!this.#isSorted) this.#ranges.sort((a, b) => a.low - b.low);
    this.#isSorted = true;
    const ranges = this.#ranges;
    const range = ranges[firstThat(ranges.length, index => (ranges[index] as Range<T>).low > code) - 1];
    return range && code <= range.high ? range : undefined;
  }
}
