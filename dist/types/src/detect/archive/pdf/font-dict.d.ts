import { type Font } from './fonts.ts';
import { type Dict, type Value } from './values.ts';
/** Finds the object that a reference leads to; another value is its own. */
export type Resolve = (value: Value | undefined) => Value | undefined;
/** The unpacked bytes of the stream that a reference leads to; undefined if there is none. */
export type BytesOf = (value: Value | undefined) => Buffer | undefined;
/** The font that the dictionary describes. What is missing or damaged in it is as if it said nothing. */
export declare function fontIn(dict: Dict, resolve: Resolve, bytesOf: BytesOf): Font;
