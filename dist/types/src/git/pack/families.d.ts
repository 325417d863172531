import { type Catalogue, type Pack } from './catalogue.ts';
import type { Failure, Maker } from './make.ts';
import { Version } from './version.ts';
import type { Walk } from './walk.ts';
/** Gets what stands in the families that are walked, but for what the kernel passed over. */
export interface Visitor {
    /**
     * Looks at the version that was made last. It may be let go afterwards.
     * @param base what it is a delta of. @param leaf no delta of it is to come. @param brief the middle of its long copies may be missing.
     */
    visit(version: Version, base: Version | undefined, leaf: boolean, brief: boolean): void;
    /** Is told that an entry cannot be made: neither it nor any delta of it comes. */
    giveUp(entry: number, failure: Failure): void;
}
export declare class FamilyWalker {
    #private;
    /** @param packs those of the catalogue. @param walk of the kernel, if there is one. */
    constructor(catalogue: Catalogue, packs: readonly Pack[], maker: Maker, walk: Walk | undefined, visitor: Visitor);
    /** Makes ready to walk the families of entries that are no deltas, all of one pack. */
    begin(roots: Int32Array, packNumber: number): void;
    /** Walks on until about `bytes` of versions are made, so that the thread can do something else. @returns true if all is done. */
    advance(bytes: number): boolean;
}
