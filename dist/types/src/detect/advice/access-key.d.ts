/** What to do about access keys and their parts, long-term and temporary. Pure text; the first step is the fix. */
import type { Time } from '../grade/lifetime.ts';
import type { Draft } from '../pair/gather.ts';
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html, then the sessions minted from it. */
export declare function longTerm(id: string, replace: readonly string[]): string[];
/** A root key cannot be restricted, and only the root user can take it away. */
export declare function rootKey(id: string | undefined): string[];
/** An id alone opens nothing, but its secret may be known elsewhere. */
export declare function loneId(id: string, replace: readonly string[]): string[];
/** An id in a signed request or a log. */
export declare function quotedId(id: string): string[];
/** True for a value that nothing but its randomness and its length says to be a secret. */
export declare function isGuess({ credential, form }: Pick<Draft, 'credential' | 'form'>): boolean;
/** What may be something else is looked at first. */
export declare function guessedSecret(replace: readonly string[]): string[];
/** A secret alone: AWS tells nobody whose it is. */
export declare function loneSecret(replace: readonly string[]): string[];
/** Temporary keys cannot be deactivated; their sessions can be revoked. */
export declare function temporary({ credential }: Draft, time: Time, id: string | undefined, replace: readonly string[]): string[];
