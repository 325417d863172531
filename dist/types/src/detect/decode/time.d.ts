/** Reads the times that AWS writes: in signed requests, caches and responses. Milliseconds since 1970, or undefined. */
/** `20240302T091523Z`, the X-Amz-Date of Signature Version 4. */
export declare function parseBasicTime(text: string): number | undefined;
/**
 * ISO 8601 with seconds and a zone: `2024-03-02T09:15:23Z`, with a fraction, with `+00:00`, or with `UTC`, as the AWS CLI
 * writes into its caches. Without a zone it is taken for UTC, which is what AWS means.
 */
export declare function parseIsoTime(text: string): number | undefined;
