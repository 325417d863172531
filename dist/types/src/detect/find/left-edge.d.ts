/** Where a candidate that goes on at `from` may begin. */
export declare function leftEdge(bytes: Buffer, from: number): number;
