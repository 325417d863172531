/**
 * Looks at each run and says which places are worth a judgement. It decides by a few bytes, and too often rather than too
 * seldom: what it does not name is never judged.
 */
import type { RunVisitor } from './runs.ts';
import type { TriggerSink } from './trigger-sink.ts';
/** A shorter run of base64 holds no block. */
export declare const SHORTEST_ENCODED = 26;
/** Bit p: may stand at phase p + k of base64 that encodes upper case letters and digits. One table for each k. */
export declare const ID_PHASES: readonly Uint8Array[];
/** Bit p: may stand at phase p + k of base64 that encodes ASCII: no byte has its highest bit. One table for each k. */
export declare const TEXT_PHASES: readonly Uint8Array[];
export declare const RUN_LENGTHS: ReadonlySet<number>;
export declare class Triggers implements RunVisitor {
    #private;
    /**
     * @param from first byte of the range that is scanned: long runs are looked at from `REACH` before it on.
     * @param cut where the bytes are a piece of a content, so that a run at that end of them may not begin (end) there.
     */
    constructor(sink: TriggerSink, from: number, cut?: {
        readonly start: boolean;
        readonly end: boolean;
    });
    nul(): void;
    run(bytes: Buffer, start: number, end: number, escaped: boolean): void;
}
