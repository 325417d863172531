import type { Kind, Role } from '../model.ts';
import type { Secret } from '../secret.ts';
/**
 * 16 hexadecimal digits are 64 bits: short enough to type after `keysift explain`, and among a million findings two share
 * one with a chance of 3 in 10^8. A longer one would gain nothing: nobody can choose the value of a real credential.
 */
export declare const FINGERPRINT_LENGTH = 16;
/**
 * SHA-256 over kind and value, shortened: of the id if there is one, else of the secret, else of the token or the value.
 * @returns 16 lower-case hexadecimal digits.
 */
export declare function fingerprintOf(kind: Kind, parts: Readonly<Partial<Record<Role, Secret>>>): string;
/**
 * The finding that a person means by a fingerprint or its beginning.
 * @throws UsageError if none or more than one has it, or too little was typed.
 */
export declare function findByFingerprint<T extends {
    readonly fingerprint: string;
}>(findings: readonly T[], typed: string): T;
