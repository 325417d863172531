/** A matrix of a page (ISO 32000-2, 8.3.3): [a b c d e f]. A point goes from (x, y) to (ax + cy + e, bx + dy + f). */
export type Matrix = readonly [number, number, number, number, number, number];
export declare const IDENTITY: Matrix;
/** The matrix that does what `first` does and then what `then` does. */
export declare function product(first: Matrix, then: Matrix): Matrix;
/** `matrix`, begun at another point of its own. */
export declare function shifted(matrix: Matrix, x: number, y: number): Matrix;
