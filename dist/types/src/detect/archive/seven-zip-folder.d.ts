/** Unpacks a folder of a 7z archive: the methods of "7-Zip method IDs" (Methods.txt of the 7-Zip SDK) that are undone. */
import type { Budget } from './budget.ts';
import type { Decompressed } from './decompressed.ts';
/** One method of a chain. */
export interface Step {
    /** Its id in hexadecimal. */
    readonly method: string;
    readonly properties: Buffer;
    /** The length of what comes out of it. */
    readonly size: number;
}
/** What is packed as a whole, between two places of the archive. */
export interface Folder {
    readonly from: number;
    readonly to: number;
    /** In the order in which they are undone. None if that cannot be: some have several streams. */
    readonly steps: readonly Step[];
}
/** What is in a folder, as far as it can be unpacked. */
export interface Unpacked {
    readonly bytes: Buffer;
    /** `unknown`: a filter is not undone, which changes programs but hardly anything else. */
    readonly problem?: Decompressed['problem'];
}
/** Unpacks a folder, unless that is more than there is room for. */
export declare function unpackFolder(archive: Buffer, { from, to, steps }: Folder, budget: Budget): Unpacked;
