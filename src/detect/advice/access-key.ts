/** What to do about access keys and their parts, long-term and temporary. Pure text; the first step is the fix. */

import type { Time } from '../grade/lifetime.ts';
import type { Draft } from '../pair/gather.ts';
import { ALTERNATIVES, deactivate, lastUsed, replaceBy, trail } from './commands.ts';

const DID = 'Read, for every region, what it did and made (users, keys, roles, instances)';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html, then the sessions minted from it. */
export function longTerm(id: string, replace: readonly string[]): string[] {
  return [
    `Deactivate the key now: \`${deactivate(id)}\`. To learn its user: \`${lastUsed(id)}\`. If production depends on it, make and deploy a second key first.`,
    'Deny everything to its user for 36 hours, for sessions made with the key outlive it: `aws iam attach-user-policy --user-name USER --policy-arn arn:aws:iam::aws:policy/AWSDenyAll`.',
    review(id, DID),
    ...replaceBy(replace, `Use a role instead of a key: ${ALTERNATIVES}`),
    `Delete the key: \`aws iam delete-access-key --access-key-id ${id} --user-name USER\`.`,
  ];
}

/** A root key cannot be restricted, and only the root user can take it away. */
export function rootKey(id: string | undefined): string[] {
  return [
    'Sign in as the root user and deactivate the key now (Security credentials, Access keys); no policy can restrict it.',
    'Change the root password, check its MFA device and contact data, and tell AWS Support.',
    review(id, DID),
    'Work with IAM Identity Center or roles; the root user needs no access key.',
    'Delete the key.',
  ];
}

/** An id alone opens nothing, but its secret may be known elsewhere. */
export function loneId(id: string, replace: readonly string[]): string[] {
  return [
    `Find out whether its secret leaked too, and if so deactivate the key: \`${deactivate(id)}\`.`,
    `See where and when it was used last: \`${lastUsed(id)}\`.`,
    ...replaceBy(replace, `Use a role instead of a key: ${ALTERNATIVES}`),
  ];
}

/** An id in a signed request or a log. */
export function quotedId(id: string): string[] {
  return [
    `Nothing is open by this id alone; check that no secret or session token stands near it, and see \`${lastUsed(id)}\` if in doubt.`,
  ];
}

/** True for a value that nothing but its randomness and its length says to be a secret. */
export function isGuess({ credential, form }: Pick<Draft, 'credential' | 'form'>): boolean {
  const { kind, basis, parts } = credential;
  return kind === 'aws-secret-access-key' && basis !== 'name' && form === undefined && !parts.sessionToken;
}

/** What may be something else is looked at first. */
export function guessedSecret(replace: readonly string[]): string[] {
  const [find = '', ...rest] = loneSecret(replace);
  return ['Look whether it is a secret of AWS at all; if not, there is nothing to do.', find, ...rest];
}

/** A secret alone: AWS tells nobody whose it is. */
export function loneSecret(replace: readonly string[]): string[] {
  return [
    'Find the access key that it belongs to (AWS cannot look it up by its secret), deactivate that key with `aws iam update-access-key`, and make a new one only if no role can take its place.',
    review(undefined, DID),
    ...replaceBy(replace, `Use a role instead of a key: ${ALTERNATIVES}`),
    'Delete the key.',
  ];
}

const REVOKE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html';

/** Temporary keys cannot be deactivated; their sessions can be revoked. */
export function temporary(
  { credential }: Draft,
  time: Time,
  id: string | undefined,
  replace: readonly string[],
): string[] {
  const why =
    'Find out why live credentials are written to a file at all: a session in a file cannot renew itself, and the next one may be found in time.';
  if (time.expired)
    return [why, review(id, 'See what was done with it in the hours in which it was valid'), ...replace];
  const whole = credential.parts.secretAccessKey && credential.parts.sessionToken;
  const first = whole ? 'Revoke' : 'If the missing parts may have leaked too, revoke';
  return [
    `${first} the sessions of its role (IAM console, the role, Revoke sessions), or deny all where aws:TokenIssueTime lies before now: \`aws iam put-role-policy --role-name ROLE --policy-name AWSRevokeOlderSessions --policy-document file://deny.json\`. If a user made it, deny that user everything for 36 hours. ${REVOKE}`,
    review(id, 'See which role or user it is of and what was done with it'),
    why,
    ...replace,
  ];
}

function review(id: string | undefined, what: string): string {
  return id === undefined ? `${what}, in CloudTrail.` : `${what}, in CloudTrail: \`${trail(id)}\`.`;
}
