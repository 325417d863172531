/** Tells of every run of at least 20 characters of `IN_RUN` that may be a part of a key, as [start, end) of its bytes. */
export declare function visitUtf16Runs(bytes: Buffer, from: number, to: number, visit: (start: number, end: number) => void): void;
