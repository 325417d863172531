/** Tells text from packed bytes. */
/** True if each byte may be one of a text. The twin is `isText` of `src/git/kernel/packed.ts`. */
export declare function isText(bytes: Buffer): boolean;
