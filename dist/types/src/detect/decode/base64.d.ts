/** Strict base64: node's own decoder accepts any bytes, and what it skips would pass for structure. */
/** The bytes of `text` in the standard alphabet, with or without padding, or undefined if it is not base64. */
export declare function decodeBase64(text: string): Buffer | undefined;
/** The bytes of `text` in the URL-safe alphabet (RFC 4648 section 5), with or without padding, or undefined. */
export declare function decodeBase64Url(text: string): Buffer | undefined;
