/**
 * Has the kernel walk families of deltas, without a word of JavaScript about nearly all of their entries (`kernel/walk.ts`).
 * Those that have something to tell, or are out of the ordinary, are left to whoever asked.
 */
import { type Kernel } from '../kernel.ts';
import type { Catalogue } from './catalogue.ts';
import type { Maker } from './make.ts';
import type { OwnMemory } from './memory.ts';
import { Version } from './version.ts';
/** Types of entries (gitformat-pack), by their numbers. */
export declare const ENTRY_TYPES: readonly [undefined, 'commit', 'tree', 'blob'];
/** Where the kernel counts bytes (in numbers of 8 bytes); where it names an entry, and what that is a delta of. */
export declare const BYTES = 4;
/** An entry that the kernel left, and the version that it is a delta of: valid until the walk goes on, and not to be released. */
export interface LeftEntry {
    readonly entry: number;
    readonly base: Version | undefined;
}
export declare class Walk {
    #private;
    /**
     * @param kernel of `own`. @param maxFileBytes as in `ReaderOptions`. @param checked true if entries must have their CRC-32.
     * @param onFull has to read what the kernel wrote down: it has no room for more.
     */
    constructor(catalogue: Catalogue, maker: Maker, maxFileBytes: number, own: OwnMemory, kernel: Kernel, checked: boolean, onFull: () => void);
    /** Bytes of all versions that the kernel passed over. */
    get bytes(): number;
    /** Takes entries that are no deltas, at most `MOST_QUEUED`, all of one pack, as roots of the families to walk. */
    begin(roots: Int32Array, packNumber: number): void;
    /**
     * Walks on until about `bytes` of versions are made.
     * @returns an entry that is left to the caller; else whether all is done.
     */
    advance(bytes: number): LeftEntry | 'done' | 'pause';
    /**
     * Gives the kernel the version that was made of the entry it left, to walk on from there. It keeps a copy.
     * @returns false if the deltas of the version are the caller's too.
     */
    adopt({ type, found, memory, at, length, bits, number }: Version): boolean;
}
