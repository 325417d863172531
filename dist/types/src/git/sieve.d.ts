import type { ContentScan } from '../model.ts';
import type { IdTable } from './ids.ts';
import type { ObjectType } from './reader.ts';
import type { RecordParser } from './records.ts';
/** An object that somebody has to look at. Its bytes are valid until the call returns. */
export interface SievedObject {
    readonly place: number;
    readonly type: ObjectType;
    readonly bytes: Buffer;
    /** Of a tree: offsets of the entries that are worth a look; undefined if all are. */
    readonly marks: Uint32Array | undefined;
    /** Of any other object: what it holds. */
    scan(): ContentScan;
}
export declare class Sieve {
    #private;
    /** Of each object: 1 if it is done. */
    readonly done: Uint8Array;
    private constructor();
    /** A sieve for objects with these ids and for so many streams; undefined if there is no kernel, or no room. */
    static open(ids: IdTable, maxFileBytes: number, streams: number): Sieve | undefined;
    /** How many objects of a type were passed over. */
    count(type: ObjectType): number;
    /** Bytes of all objects that were passed over. */
    get bytes(): number;
    /**
     * Another stream of git's output.
     * @param onLook gets what is to be looked at; it is not done before. @param parser gets what is out of the ordinary.
     */
    stream(parser: RecordParser, onLook: (object: SievedObject) => void): SievedStream;
}
/** Takes the records at [at, fill). @returns how far it came, and why not farther. */
type Sift = (at: number, fill: number) => {
    readonly at: number;
    readonly status: number;
};
/** Holds what of one stream's output is not done with. */
export declare class SievedStream {
    #private;
    constructor(memory: Buffer, start: number, parser: RecordParser, sift: Sift);
    /** True if the output so far ends inside a record. Asked at the end. */
    get isOpen(): boolean;
    /** Takes more of the output: the bytes are in `room()` already, or are copied to it. */
    push(piece: Buffer): void;
    /** Where the next bytes of the output go. There is always some room. */
    room(): Buffer;
    /** Says that there is no more: what is too short for a record goes to the parser, and tells if it is one. */
    end(): void;
}
export {};
