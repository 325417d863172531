/** Makes a credential out of the parts that were joined: its kind, lifetime, class and what is known of it in all. */
import type { Candidate, Credential } from '../../model.ts';
/** Parts that belong together, and what the text around them adds. */
export interface Part {
    id?: Candidate;
    secret?: Candidate;
    token?: Candidate;
    value?: Candidate;
    pairing?: 'structure' | 'near' | 'far';
    expiresAt?: number;
}
/** A secret that an id near it spoke for, and that went to none: only its randomness is left. */
export declare function loneSecret(secret: Candidate): Candidate;
export declare function credentialOf(group: Part): Credential;
