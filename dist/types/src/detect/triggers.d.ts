/**
 * Looks at each run and says which places are worth a judgement. It decides by a few bytes, and too often rather than too
 * seldom: what it does not name is never judged.
 */
import type { RunVisitor } from './runs.ts';
import type { TriggerSink } from './trigger-sink.ts';
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
