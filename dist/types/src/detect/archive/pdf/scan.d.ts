/**
 * Finds all objects of a PDF by their headers, without the cross-reference table: that may be damaged, and it does not name what
 * later updates have replaced. No byte is looked at more than a few times, whatever the bytes are.
 */
import { Lexer } from './lexer.ts';
import { type Value } from './values.ts';
export declare const MOST_OBJECTS = 200000;
/** The packed bytes of a stream. */
export interface Range {
    readonly from: number;
    readonly to: number;
}
/** An object as it stands in the file: `from` and `to` are those of its value, or of its dictionary if it is a stream. */
export interface FoundObject extends Range {
    readonly at: number;
    readonly number: number;
    readonly stream: Range | undefined;
    readonly isObjectStream: boolean;
}
export interface Found {
    readonly objects: readonly FoundObject[];
    readonly isEncrypted: boolean;
    readonly isTooMany: boolean;
}
/** All objects in the order of their places. */
export declare function scanned(bytes: Buffer): Found;
/** A value, which may be a reference. What is not one is undefined. @param bytes what the lexer reads. */
export declare function valueAt(bytes: Buffer, lexer: Lexer): Value | undefined;
