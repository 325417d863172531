/** Reads the values of a PDF one by one (ISO 32000-2, 7.2 and 7.3). It never throws, and reads no byte twice. */
import { type Value, Word } from './values.ts';
export declare class Lexer {
    #private;
    /** Where the next value is looked for. */
    at: number;
    /** Reads from `at` of the bytes on, and before `end`. */
    constructor(bytes: Buffer, at?: number, end?: number);
    /** The next value or word; undefined at the end. A container that is not closed ends with the bytes. */
    next(): Value | Word | undefined;
}
