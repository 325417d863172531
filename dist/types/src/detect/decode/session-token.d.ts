export interface SessionToken {
    /** 1: by a global endpoint, holds neither account nor region. 2: by a regional one, holds both. */
    readonly version: 1 | 2;
    /** The type byte: 1, 21 or 23 in version 1, 2 or 33 in version 2. */
    readonly type: number;
    /** Milliseconds; known to the second. */
    readonly issuedAt: number;
    readonly account?: string;
    readonly region?: string;
    /** False if the hourly counter of the key contradicts `issuedAt`: a hint that it is made up, no more. */
    readonly counterAgrees?: boolean;
}
/**
 * What a session token says, or undefined if it does not decode as one.
 * @param value standard base64, padded or not, without line breaks and escapes
 */
export declare function decodeSessionToken(value: string): SessionToken | undefined;
