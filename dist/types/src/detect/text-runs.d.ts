/**
 * Where maximal runs of `[A-Za-z0-9+/]` of `least` to `most` characters stand in `text`, in order: [start, end) pairs. Text
 * of a view: no character is above 255.
 */
export declare function runsIn(text: string, least: number, most: number): Generator<readonly [number, number]>;
