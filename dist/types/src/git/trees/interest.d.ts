/** Which entries of trees matter: wanted blobs, and names that are wanted for themselves. */
import type { Wanted } from '../presence.ts';
export declare class Interest {
    #private;
    /** The wanted ids and names: item `i` is the child FIRST_WANTED - i. */
    readonly wanted: readonly string[];
    constructor({ oids, names }: Wanted, idBytes: number);
    /** The wanted blob whose id stands at bytes[at], or NOTHING_THERE. */
    blob(bytes: Buffer, at: number): number;
    /** The wanted name in bytes[start, end), or NOTHING_THERE. */
    name(bytes: Buffer, start: number, end: number): number;
}
