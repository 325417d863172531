/** Bytes that the windows of one thread take. */
export declare const WINDOW_MEMORY: number;
export declare class PackFiles {
    #private;
    /** After `read` and `readInto`: where the range begins in the memory. */
    at: number;
    /** Where the tables lie, and the windows behind them. */
    readonly tables: number;
    readonly windows: number;
    /** @param from where in `memory` there is room: `WINDOW_MEMORY` bytes. */
    constructor(paths: readonly string[], memory: Buffer, from: number);
    /** True if a range lies in one window: then `read` takes it, else `readInto`. */
    fits(offset: number, length: number): boolean;
    /**
     * Makes bytes [offset, offset + length) of a pack readable at `at`, until the next read. False if the file is shorter.
     * @throws the error of the file system, if the pack cannot be opened or read.
     */
    read(pack: number, offset: number, length: number): boolean;
    /** The same for a range of any length, with `length` bytes of room at `place`. */
    readInto(place: number, pack: number, offset: number, length: number): boolean;
    close(): void;
}
