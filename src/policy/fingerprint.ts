/**
 * The name of a finding: the same in the command line, the hook and the Action, in every clone and after every rebase, squash
 * or move. It never depends on a path, a line or a commit.
 */
import { createHash } from 'node:crypto';
import { UsageError } from '../errors.ts';
import type { Kind, Role } from '../model.ts';
import type { Secret } from '../secret.ts';

/**
 * 16 hexadecimal digits are 64 bits: short enough to type after `keysift explain`, and among a million findings two share
 * one with a chance of 3 in 10^8. A longer one would gain nothing: nobody can choose the value of a real credential.
 */
export const FINGERPRINT_LENGTH = 16;

/** The leading part decides, so that a finding keeps its name when its secret or token turns up. */
const LEADING: readonly Role[] = ['accessKeyId', 'secretAccessKey', 'sessionToken', 'value'];

/**
 * SHA-256 over kind and value, shortened: of the id if there is one, else of the secret, else of the token or the value.
 * @returns 16 lower-case hexadecimal digits.
 */
export function fingerprintOf(kind: Kind, parts: Readonly<Partial<Record<Role, Secret>>>): string {
  const role = LEADING.find(one => parts[one] !== undefined);
  const value = role === undefined ? '' : (parts[role]?.reveal() ?? '');
  return createHash('sha256').update(`${kind}\0${value}`, 'latin1').digest('hex').slice(0, FINGERPRINT_LENGTH);
}

/** Fewer digits than these name nothing. */
const SHORTEST = 4;

/**
 * The finding that a person means by a fingerprint or its beginning.
 * @throws UsageError if none or more than one has it, or too little was typed.
 */
export function findByFingerprint<T extends { readonly fingerprint: string }>(
  findings: readonly T[],
  typed: string,
): T {
  const wanted = typed.trim().toLowerCase();
  if (!/^[0-9a-f]+$/.test(wanted) || wanted.length < SHORTEST || wanted.length > FINGERPRINT_LENGTH) {
    throw new UsageError(
      `a fingerprint has ${FINGERPRINT_LENGTH} hexadecimal digits; its first ${SHORTEST} or more will do`,
    );
  }
  const [found, another] = findings.filter(one => one.fingerprint.startsWith(wanted));
  if (!found) {
    throw new UsageError(`no finding has the fingerprint ${wanted}; name the same paths as the scan that showed it`);
  }
  if (another) throw new UsageError(`more than one finding begins with ${wanted}; type more digits`);
  return found;
}
