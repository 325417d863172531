/**
 * The expiry of a temporary credential, if one is written beside it and is its own: in the same object, element, section or
 * block, under a name that speaks of nothing else. Everything expires: a cookie, a certificate, the session of the next
 * profile. Of two readings the one counts that lets the credential live.
 */
import type { Candidate } from '../../model.ts';
import type { ByteSource } from './pair.ts';
/**
 * The latest expiry that is the credential's own, milliseconds since 1970.
 * @param known parts of the credential. @param all candidates of the content, in order of start.
 */
export declare function ownExpiry(known: readonly Candidate[], all: readonly Candidate[], bytes: ByteSource): number | undefined;
