import { type View } from '../find/view.ts';
export declare class Base64Block {
    #private;
    /** False if nothing that is encoded can be a part of a credential. */
    readonly isWorthIt: boolean;
    /** @param group where a group of four begins in the text of `view`. */
    constructor(view: View, group: number);
    /** True if the text that it was found in may be too short to show where it ends. */
    get mayGoOn(): boolean;
    /**
     * The text with the block replaced by what it encodes; and if some of that is UTF-16, the same without its NULs. Few blocks are
     * worth making them.
     */
    get views(): readonly View[];
    /** Says up to which offset of the content nothing needs to be decoded again. */
    coversTo(offset: number): void;
    /** True if a group that begins at `offset` of the content is one of this block's. */
    covers(offset: number): boolean;
    /** Where in the content the group of four begins that the digit at an offset of it is of. */
    groupAt(offset: number): number;
    /** Where in `view`, made of this block's, what it encodes stands: [start, end). */
    rangeIn(view: View): readonly [number, number];
    /**
     * True if a candidate from `low` to `high` of the content is of this block, and something near it, less than a window away, names the
     * block wherever it is looked for: an id, or text in one piece that is long enough to show.
     */
    holds(low: number, high: number): boolean;
    /**
     * True if what is encoded around a candidate, no further than a window, names it: what is named further away is of no use to it. A
     * candidate that is UTF-16 shows that itself.
     */
    names(low: number, high: number): boolean;
    /** The same of what is no candidate, but the beginning of a block of base64 in this one. */
    namesBlocks(low: number, high: number): boolean;
}
