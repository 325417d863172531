/** What is made of which tree: trees are numbered in the order in which their families are walked. */
import type { Numbers } from './numbers.ts';

/** Of each tree, by its base: one past the last of those that are made of it. A tree and they are one run of numbers. */
export function endsOf(bases: Numbers): Int32Array {
  const count = bases.length;
  const ends = new Int32Array(count);
  for (let tree = count - 1; tree >= 0; tree--) {
    ends[tree] = Math.max(ends[tree]!, tree + 1);
    const base = bases.items[tree]!;
    if (base >= 0) ends[base] = Math.max(ends[base]!, ends[tree]!);
  }
  return ends;
}
