/**
 * One version of an object, held in a thread's arena while deltas of it are still to come, and what scanning it said.
 */
import type { Credential, Found } from '../../model.ts';
import type { ObjectType } from '../reader.ts';
export declare class Version {
    readonly object: number;
    readonly type: ObjectType;
    /** Where its bytes lie in `memory`, the thread's own or that of a loose object. */
    readonly at: number;
    readonly length: number;
    readonly memory: Buffer;
    /** Deltas of it that are not applied yet. */
    pending: number;
    /** All that was found in it, in order of start. Of a tree: in names. Undefined if there is more than is worth keeping. */
    found: readonly Found[] | undefined;
    /** What the candidates make up, if it was worked out. */
    credentials: readonly Credential[] | undefined;
    /** Of a tree: where its entries start, and behind them where the last one ends. The kernel keeps bits instead, at `bits`. */
    entries: Int32Array;
    entryCount: number;
    bits: number;
    /** Of a tree that is read for what it holds: its number among those. */
    number: number;
    constructor(object: number, type: ObjectType, memory: Buffer, at: number, length: number);
    /** A view of its bytes. Making one costs more than most versions do: not for those with nothing to tell. */
    get bytes(): Buffer;
}
export declare const NOTHING: readonly never[];
