/**
 * The objects of a PDF (ISO 32000-2, 7.3 and 7.5). They are found by looking for them, not by the cross-reference table. Where an
 * object stream and the file itself have an object of one number, the one counts that is later in the file: an object in an
 * object stream is where the object stream is.
 */
import type { Budget } from '../budget.ts';
import { type Filter, type Unfiltered } from './filters.ts';
import { type Dict, type Value } from './values.ts';
/** A stream object. From `from` to `to` are its packed bytes in the file. */
export interface Stream {
    readonly number: number;
    readonly dict: Dict;
    readonly from: number;
    readonly to: number;
    /** False if the file has a later object of that number. */
    readonly isLatest: boolean;
}
/** What could not be read: an object stream, or values that are too much in all. */
export type Problem = Exclude<Unfiltered, {
    kind: 'bytes';
}>;
export declare class PdfFile {
    #private;
    readonly isEncrypted: boolean;
    /** All of them in the order of their places, also those that are replaced later in the file. */
    readonly streams: readonly Stream[];
    /** Those of them that hold objects. */
    readonly objectStreams: readonly Stream[];
    constructor(bytes: Buffer, budget: Budget);
    /** True if there are more objects than are kept: the later ones are missing. */
    get tooMany(): boolean;
    /** What went wrong so far with what `value` and the others were asked for. */
    get problems(): readonly Problem[];
    /** True if there is no object in it. */
    get isEmpty(): boolean;
    /** The numbers of all objects. */
    numbers(): Iterable<number>;
    /** The bytes that an object stands in: those of the file, or of an object stream. */
    holderOf(number: number): Buffer | undefined;
    /** The latest value of that object number: of a stream its dictionary. */
    value(number: number): Value | undefined;
    /** What it is or refers to; undefined if that leads nowhere. */
    resolve(value: Value | undefined): Value | undefined;
    /** The stream that a reference leads to. */
    streamOf(value: Value | undefined): Stream | undefined;
    /** Its filters in the order in which they are undone. */
    filtersOf(stream: Stream): Filter[];
    /** Its bytes without its filters. Those of an object stream are made once only. */
    unpack(stream: Stream): Unfiltered;
}
