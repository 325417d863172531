/**
 * A bounded piece of a content as text, one character a byte, perhaps decoded: it knows for every character which bytes of
 * the content it came from. Every judgement is made on a view that was cut to the window of what is judged.
 */
import { type Places } from './places.ts';
export interface View {
    readonly text: string;
    /** Where in the content, from `base` on, each character stands; absent if character i is byte `base + i`. */
    readonly places?: Places;
    /** Offset in the content that all others are relative to. */
    readonly base: number;
    /** Offsets in the content between which this view was made, and whether the content begins and ends there. */
    readonly from: number;
    readonly to: number;
    readonly atStart: boolean;
    readonly atEnd: boolean;
    /** How far from its edges a view may be read wrong, because an escape or joiner is cut there. */
    readonly margin: number;
    readonly via: readonly string[];
    /** Where bytes further on say how the text is read, in order. */
    readonly doubts?: readonly Doubt[];
}
/** How the text behind `at` is read shows by the bytes up to `sureAt`: offsets in the content. */
export interface Doubt {
    readonly at: number;
    readonly sureAt: number;
}
/** The bytes from `from` to `to`, as they are. */
export declare function plainView(bytes: Buffer, from: number, to: number): View;
/** The characters of `view` from `from` to `to`, as a view of their own. */
export declare function pieceOf(view: View, from: number, to: number): View;
/** Offset in the content where character `index` starts. */
export declare function startAt(view: View, index: number): number;
/** Offset in the content where the character before `index` ends. */
export declare function endAt(view: View, index: number): number;
/** Index of the first character of `view` that starts at `offset` of the content or behind it. */
export declare function indexAt(view: View, offset: number): number;
/** What a judge sees of a value: itself and the text around it, as far as its verdict may depend on it. */
export interface Scene {
    readonly value: string;
    readonly before: string;
    readonly after: string;
    /** True if the content begins (ends) where `before` (`after`) does. */
    readonly atStart: boolean;
    readonly atEnd: boolean;
}
/**
 * The scene of the characters from `start` to `end`, or undefined if the view does not hold its whole window. The same bytes
 * in the window give the same scene, from whatever larger view.
 */
export declare function sceneOf(view: View, start: number, end: number, value?: string): Scene | undefined;
/** One past the last character that the scene of something that ends before character `end` shows. */
export declare function windowEnd(view: View, end: number): number;
/** Where behind `finish` the window of what ends there does not show any more how the text is read, if there is such a place. */
export declare function doubtBehind(view: View, finish: number): Doubt | undefined;
