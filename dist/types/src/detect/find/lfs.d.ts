/** Recognises Git LFS pointers: the small text files that stand in git for content that is kept elsewhere. */
/** The SHA-256 object id (hexadecimal) that a pointer names, or undefined if `bytes` are no pointer. */
export declare function lfsPointer(bytes: Buffer): string | undefined;
