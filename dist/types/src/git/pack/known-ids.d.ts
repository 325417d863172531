export declare class KnownIds {
    #private;
    constructor(idBytes: number);
    /** True if the id at bytes[at] was added, and not displaced since. */
    has(bytes: Uint8Array, at: number): boolean;
    add(bytes: Uint8Array, at: number): void;
}
