/** An access key id is one run of 20. */
export declare const SHORTEST_RUN = 20;
/** What the loop tells of. */
export interface RunVisitor {
    /**
     * A run from `start` to `end`. Of one that is longer than `REACH` on either side of the scanned range only that much is
     * seen: then `start` (`end`) is not where it really starts (ends). `escaped`: there is a `%` or `\\` in it.
     */
    run(bytes: Buffer, start: number, end: number, escaped: boolean): void;
    /** At least one NUL was met: the bytes may be UTF-16, or binary. */
    nul(bytes: Buffer, from: number, to: number): void;
}
/** Brings every run that overlaps [from, to) to the visitor, in order. */
export declare function visitRuns(bytes: Buffer, from: number, to: number, visitor: RunVisitor): void;
