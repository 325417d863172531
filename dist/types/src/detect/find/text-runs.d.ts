/**
 * Where maximal runs of `[A-Za-z0-9+/]` of `least` to `most` characters stand in `text`, in order, as far as they touch
 * [from, to): [start, end) pairs. Text of a view: no character is above 255.
 */
export declare function runsIn(text: string, least: number, most: number, from?: number, to?: number): readonly (readonly [number, number])[];
