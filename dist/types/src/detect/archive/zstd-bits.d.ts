/** Bit streams of Zstandard that are read from their end to their start (RFC 8878, 4.1 and 4.2.2). */
/** The bytes of a block. Before and behind them there is room, so that no read needs a check before it is done. */
export interface Packed {
    readonly bytes: Uint8Array;
    readonly view: DataView;
}
/** The most bits that can be read at once. */
export declare const MOST_BITS = 25;
/** `count` bits at `bit`, which is counted from the start of all bytes. */
export declare function bitsAt(view: DataView, bit: number, count: number): number;
/** Where the bits of the stream end: at the highest bit that is set, which is none of them. Negative if there is none. */
export declare function streamStart({ bytes }: Packed, from: number, to: number): number;
