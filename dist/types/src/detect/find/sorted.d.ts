/** Searches what is in ascending order. */
/** The first of `count` indices that passes, if all behind one that passes do; `count` if none does. */
export declare function firstThat(count: number, passes: (index: number) => boolean): number;
