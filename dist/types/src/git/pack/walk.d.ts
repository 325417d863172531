/**
 * Has the kernel walk families of deltas, without a word of JavaScript about nearly all of their entries (`kernel/walk.ts`).
 * Those that have something to tell, or are out of the ordinary, are left to whoever asked.
 */
import { type Kernel } from '../kernel.ts';
import type { Catalogue } from './catalogue.ts';
import type { Maker } from './make.ts';
import type { OwnMemory } from './memory.ts';
import { type PackTally } from './tally.ts';
import { Version } from './version.ts';
/** An entry that the kernel left, and the version that it is a delta of: valid until the walk goes on, and not to be released. */
export interface LeftEntry {
    readonly entry: number;
    readonly base: Version | undefined;
}
export declare class Walk {
    #private;
    /** @param kernel of `own`. @param maxFileBytes as in `ReaderOptions`. */
    constructor(catalogue: Catalogue, tally: PackTally, maker: Maker, maxFileBytes: number, own: OwnMemory, kernel: Kernel);
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
    adopt({ type, candidates, memory, at, length, bits }: Version): boolean;
    /** Adds what the kernel counted to the tally. */
    finish(): void;
}
