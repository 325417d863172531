export interface Recalled<Kept> {
    readonly kept?: Kept;
    /** Why there is nothing, if that is worth telling. */
    readonly note?: string;
}
/** The key of an entry: a digest of its kind, of what it depends on, and of the code that is running. */
export declare function entryKey(kind: string, parts: readonly (string | Uint8Array)[]): string;
export declare class Remembered<Kept> {
    #private;
    /** @param folder a folder of the user's own. @param key from `entryKey`. */
    constructor(folder: string, key: string);
    recall(): Recalled<Kept>;
    /** Writes down what is to be recalled, if it can. */
    remember(kept: Kept): void;
}
/** Removes every entry of the cache. @returns how many there were. */
export declare function clearCache(folder: string): number;
