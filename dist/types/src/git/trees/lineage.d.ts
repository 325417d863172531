/** What is made of which tree: trees are numbered in the order in which their families are walked. */
import type { Numbers } from './numbers.ts';
/** Of each tree, by its base: one past the last of those that are made of it. A tree and they are one run of numbers. */
export declare function endsOf(bases: Numbers): Int32Array;
