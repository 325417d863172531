import { type Windows } from './window.ts';
/** Room for one range, and for what the kernel writes too far. */
export declare const RANGE_MEMORY: number;
export declare class PackFiles {
    #private;
    /** After `read` and `readInto`: where the range begins in the memory. */
    at: number;
    /** @param place where in `memory` there is room for a range: `RANGE_MEMORY` bytes. */
    constructor(paths: readonly string[], windows: Windows, memory: Buffer, place: number);
    /** True if `read` takes a range of this length, else it is for `readInto`. */
    fits(length: number): boolean;
    /**
     * Makes bytes [offset, offset + length) of a pack readable at `at`, until the next read. False if the file is shorter.
     * @throws the error of the file system, if the pack cannot be opened or read.
     */
    read(pack: number, offset: number, length: number): boolean;
    /** The same for a range of any length, with `length` bytes of room at `place`. */
    readInto(place: number, pack: number, offset: number, length: number): boolean;
    /** Has the windows hold a range, for the kernel to copy it. It may find that some were needed for others since. */
    load(pack: number, offset: number, length: number): void;
    close(): void;
}
