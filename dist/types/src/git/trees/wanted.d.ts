export declare class Wanted {
    #private;
    readonly bytes: Buffer;
    readonly count: number;
    /** @param bytes the ids, ascending, no two alike. */
    constructor(bytes: Buffer, idBytes: number);
    /** The place of the id at bytes[at] among them in order, or -1. */
    find(bytes: Uint8Array, at: number): number;
    hex(place: number): string;
}
