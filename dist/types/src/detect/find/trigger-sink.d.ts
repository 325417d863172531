/** What takes the places that the hot loop names. */
/** Takes the places. Offsets are those in the content. */
export interface TriggerSink {
    /** Something may stand between `start` and `end`. */
    plain(start: number, end: number): void;
    /** A block of base64 may hold something at `at`, where a group of four begins. `end` is where its run ends. */
    base64(at: number, end: number): void;
    /** NULs were met in the scanned range. */
    nul(): void;
    /** Something packed may begin at `at` that is written as base64. */
    written(at: number): void;
}
