/**
 * Safer sources of credentials that a file names beside a key, and what becomes of them while the key is there. SDKs differ in
 * their order: see `chain.ts`.
 */
import type { Credential } from '../../model.ts';
import type { Source } from '../advice/replacement.ts';
/**
 * Names of the safer sources that `text` mentions, each once, in a fixed order. Linear in the text; the caller bounds it to the
 * bytes that pairing may read.
 */
export declare function shadowedSources(text: string): string[];
/**
 * Names of the safer sources that a whole content mentions. A fact of the place, like a path: it is taken where places are
 * told and never where contents are found and judged, so that an edit far away changes no verdict.
 */
export declare function sourcesNamedIn(bytes: Buffer): readonly string[];
/** `credential` with the names that its content mentions. */
export declare function withSources(credential: Credential, names: readonly string[]): Credential;
/** What the key does to each named source, one sentence each, given where the SDK takes the key from. */
export declare function shadowSentences(names: readonly string[], source: Source): string[];
