import type { TriggerSink } from './trigger-sink.ts';
/** Names places in [from, to) where an id begins that goes on in another string literal: too short for a run. */
export declare function visitSplitIds(bytes: Buffer, from: number, to: number, sink: TriggerSink): void;
/** Names places where such an id begins before `from` and may go on there. */
export declare function visitSplitIdsInto(bytes: Buffer, from: number, sink: TriggerSink): void;
/** True if what ends at `end` may go on behind an entity or in the next of some joined string literals. */
export declare function isSplitBehind(bytes: Buffer, end: number): boolean;
/** True if what begins at `start` may go on from an entity or from the last of some joined string literals. */
export declare function isSplitBefore(bytes: Buffer, start: number): boolean;
