/** Inflates input[from, to) into out[at, at + size), where one more byte must be free. False unless it is a whole zlib stream of exactly `size` bytes with the right checksum. */
export type Inflate = (input: Buffer, from: number, to: number, out: Buffer, at: number, size: number) => boolean;
/** The documented way: slow, and the last word on what is damaged. */
export declare const inflatePlainly: Inflate;
/** The fastest way that this node has and that proves to work. */
export declare function bestInflate(): Inflate;
