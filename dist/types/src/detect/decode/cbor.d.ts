/** Texts of CBOR (RFC 8949, section 3): their length stands right before them, and whatever comes next right behind. */
/** True if the head of a text of `length` bytes, fewer than 256, ends `before`, which is not all text itself. */
export declare function isBehindHead(before: string, length: number): boolean;
