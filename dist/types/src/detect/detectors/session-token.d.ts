import { type Scene, type View } from '../find/view.ts';
import type { Judgement } from './access-key-id.ts';
/** A line of a wrapped token, but for the last, is no shorter. */
export declare const LEAST_PIECE = 20;
export interface TokenPlace {
    readonly start: number;
    readonly end: number;
    readonly value: string;
}
/**
 * Where session tokens that begin between the characters `from` and `to` of `view` stand, line breaks taken out of the value.
 * Of one token there may be several places that begin together: where its window does not show whether it goes on.
 */
export declare function tokensIn(view: View, from: number, to: number): Generator<TokenPlace>;
/** What a token is. One that does not decode may be of a kind not known yet, if its name says so. */
export declare function judgeToken({ value, before, after }: Scene): Judgement;
/** True if a token may begin in `text`. */
export declare function hasTokenHead(text: string): boolean;
