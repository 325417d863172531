/**
 * Reads a request that is signed in its query: who signed it, for where, from when to when. It checks no signature.
 * Sources: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html (at most seven days; it dies with the
 * session of the temporary credentials that signed it), RESTAuthentication.html there for Signature Version 2.
 */
import type { Class, Facts } from '../../model.ts';
import { type SessionToken } from './session-token.ts';
export interface SignedRequest {
    readonly version: 4 | 2;
    /** The access key id that signed. */
    readonly signer: string;
    readonly region?: string;
    readonly service?: string;
    /** What a query API is asked to do: `connect`, `GetCallerIdentity`, … */
    readonly action?: string;
    readonly issuedAt?: number;
    readonly expiresAt?: number;
    readonly token?: SessionToken;
    /** False if the signature is missing or was masked: then nothing can be done with it. */
    readonly signed: boolean;
}
/** What the signed query `query` (from behind its `?`) says, or undefined if it has no signer. Percent escapes may be double. */
export declare function readSignedQuery(query: string): SignedRequest | undefined;
/** Undoes percent escapes until there are none, at most three times; what is no escape stays. `+` stays a plus. */
export declare function unescapePercent(text: string): string;
/** A URL as it is the same in every wrapping: percent escapes, and the escapes of HTML and JSON, undone. */
export declare function canonicalUrl(text: string): string;
/** The facts of a signed request, its signer in masked form. */
export declare function factsOf(request: SignedRequest): Facts;
/** The class of a signed request: that of its signer. */
export declare function classOfRequest(request: SignedRequest): Class;
