/**
 * Judges all that stands in a view and collects what passes. Every verdict is made on a scene: the value and its window.
 */
import type { Found } from '../../model.ts';
import { type Scene, type View } from './view.ts';
/** Says whether a candidate that was found may stand: it sees its range in the content and its scene. */
export type Filter = (start: number, end: number, scene: Scene) => boolean;
/** The order of candidates: by start; of two that start together, the longer one first. */
export declare function byPlace(a: Found, b: Found): number;
export declare class Collection {
    #private;
    /** Takes what touches [from, to). */
    constructor(from: number, to: number);
    sorted(): Found[];
    /** Everything in the view that is a part of an access key and begins between its characters `from` and `to`. */
    parts(view: View, filter: Filter, from?: number, to?: number): void;
    /**
     * Everything in the view that one of the registered detectors knows.
     * @param anchored whether one of them has an anchor in it, if that is known.
     */
    values(view: View, filter: Filter, anchored?: boolean): void;
    /** The head of something packed, if one begins with character `at`. */
    packed(view: View, at: number, filter: Filter): void;
    /** The heads of all that is packed in a text. */
    allPacked(view: View, filter: Filter): void;
    /**
     * The heads of what is encoded or packed once more in a text that was in base64, between its characters `from` and `to`.
     * @param groupOf where in the content the group of four begins that a character of the view is of.
     */
    inner(view: View, filter: Filter, groupOf: (at: number) => number, from: number, to: number): void;
    /** The heads of what is in base64 in a text in UTF-16, between its characters `from` and `to`. */
    encoded(view: View, filter: Filter, from: number, to: number): void;
}
/** True if a registered detector has an anchor in `text`. */
export declare function hasAnchor(text: string): boolean;
