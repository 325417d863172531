import type { TriggerSink } from './trigger-sink.ts';
/** An id or a secret in pieces spans at most so many bytes, with what joins them. */
export declare const LONGEST_SPLIT = 240;
export declare const IN_JOIN: Uint8Array<ArrayBufferLike>;
/** What a piece may begin or end with, beside its quotes: as it is, padded, or by an escape. */
export declare const IN_PIECE: Uint8Array<ArrayBufferLike>;
export declare const ID_HEADS: Buffer<ArrayBuffer>[];
/** Names places in [from, to) where an id begins that goes on in another string literal or line: too short for a run. */
export declare function visitSplitIds(bytes: Buffer, from: number, to: number, sink: TriggerSink): void;
/** True if what ends at `end` may go on behind an entity or in the next of some joined string literals. */
export declare function isSplitBehind(bytes: Buffer, end: number): boolean;
/** True if what begins at `start` may go on from an entity or from the last of some joined string literals. */
export declare function isSplitBefore(bytes: Buffer, start: number): boolean;
