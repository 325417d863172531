import { type View } from '../find/view.ts';
export declare class Base64Block {
    #private;
    /** False if nothing that is encoded can be a part of a credential. */
    readonly isWorthIt: boolean;
    /**
     * @param group where a group of four begins in the text of `view`.
     * @param from first character that may be of the block, @param to one past its last: what was decoded before ends there.
     */
    constructor(view: View, group: number, from?: number, to?: number);
    /** The text with the block replaced by what it encodes. Few blocks are worth making it. */
    get view(): View;
    /** Says up to which offset of the content nothing needs to be decoded again. */
    coversTo(offset: number): void;
    /** True if a group that begins at `offset` of the content is one of this block's. */
    covers(offset: number): boolean;
    /** Where in `view`, made of this block's, what it encodes stands: [start, end). */
    rangeIn(view: View): readonly [number, number];
    /**
     * True if a candidate from `low` to `high` of the content is of this block and named by it: it is long enough to show as
     * encoded text itself, or fills the block, or an id in the block is near, or text is around it.
     */
    holds(low: number, high: number): boolean;
}
/** One past the last character of the block of base64 that goes on at `at`: over line breaks, at most `REACH` further. */
export declare function blockEnd(bytes: Buffer, at: number, runEnd: number): number;
