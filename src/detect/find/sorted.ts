/** Searches what is in ascending order. */

/** The first of `count` indices that passes, if all behind one that passes do; `count` if none does. */
export function firstThat(count: number, passes: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
