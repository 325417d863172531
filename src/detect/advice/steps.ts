/**
 * What to do with a finding, in the order in which it helps: stop its use first, look for what was done with it, replace it,
 * and only then clean up. Rewriting history takes nothing back and comes last.
 */
import type { Class, Kind } from '../../model.ts';
import { mask } from '../../report/mask.ts';
import { type Draft, HARMLESS_FORMS } from '../gather.ts';
import type { Time } from '../lifetime.ts';

/** The steps for `draft`; the first is the fix. `replace` says what stands in its place, where that is known. */
export function adviceOf(draft: Draft, time: Time, replace: readonly string[] = []): string[] {
  const { credential } = draft;
  if (credential.class !== 'live') return [...NOT_REAL[credential.class]];
  const steps = stepsOf(draft, time, replace);
  return isQuoted(draft) ? steps : [...steps, ...cleanUp(draft)];
}

const NOT_REAL: Readonly<Record<Exclude<Class, 'live'>, readonly string[]>> = {
  example: ['Nothing: it is printed in public documentation and opens no account.'],
  canary: [
    'Do not use it and do not test it: whoever planted it is told at once. Ask them whether it should be here, and leave it.',
  ],
  emulator: ['Nothing: it opens only a local emulator. Make sure that no real account is behind the endpoint.'],
  placeholder: ['Nothing: it stands where a real one would be filled in.'],
  impossible: ['Look at it once: AWS gives out no key id of this structure, so it should be a test value or chance.'],
};

function stepsOf(draft: Draft, time: Time, replace: readonly string[]): string[] {
  const { kind, lifetime, parts } = draft.credential;
  const id = parts.accessKeyId && mask('accessKeyId', parts.accessKeyId.value);
  if (kind === 'aws-access-key' && id !== undefined) {
    if (isQuoted(draft)) return quotedId(id);
    if (lifetime === 'temporary') return temporary(draft, time, id, replace);
    return parts.secretAccessKey ? longTerm(draft, id, replace) : loneId(id, replace);
  }
  if (kind === 'aws-secret-access-key' || kind === 'aws-access-key') return loneSecret(replace);
  if (kind === 'aws-session-token') return temporary(draft, time, undefined, replace);
  return ONE_STRING[kind](time.expired === true, id, replace, userOf(draft));
}

/** An id that a signed request or a log quotes. */
function isQuoted({ credential, form }: Draft): boolean {
  const { kind, parts } = credential;
  return kind === 'aws-access-key' && !parts.secretAccessKey && form !== undefined && HARMLESS_FORMS.has(form);
}

const deactivate = (id: string) => `aws iam update-access-key --access-key-id ${id} --status Inactive --user-name USER`;
const trail = (id: string) =>
  `aws cloudtrail lookup-events --region REGION --lookup-attributes AttributeKey=AccessKeyId,AttributeValue=${id}`;
const lastUsed = (id: string) => `aws iam get-access-key-last-used --access-key-id ${id}`;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html, then the sessions minted from it. */
function longTerm({ form }: Draft, id: string, replace: readonly string[]): string[] {
  const review = `Read CloudTrail in every region for what it did and made (users, keys, roles, instances): \`${trail(id)}\`.`;
  if (form === 'root-key-export') {
    return [
      'Sign in as the root user and deactivate the key now (Security credentials, Access keys); no policy can restrict it.',
      'Change the root password, check its MFA device and contact data, and tell AWS Support.',
      review,
      'Work with IAM Identity Center or roles; the root user needs no access key.',
      'Delete the key.',
    ];
  }
  return [
    `Deactivate the key now: \`${deactivate(id)}\`. To learn its user: \`${lastUsed(id)}\`. If production depends on it, make and deploy a second key first.`,
    'Deny everything to its user for 36 hours, for sessions made with the key outlive it: `aws iam attach-user-policy --user-name USER --policy-arn arn:aws:iam::aws:policy/AWSDenyAll`.',
    review,
    ...replaceBy(replace, `Use a role instead of a key: ${ALTERNATIVES}`),
    `Delete the key: \`aws iam delete-access-key --access-key-id ${id} --user-name USER\`.`,
  ];
}

const ALTERNATIVES = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/security-creds-programmatic-access.html';

function replaceBy(replace: readonly string[], otherwise: string): readonly string[] {
  return replace.length > 0 ? replace : [otherwise];
}

function loneId(id: string, replace: readonly string[]): string[] {
  return [
    `Find out whether its secret leaked too, and if so deactivate the key: \`${deactivate(id)}\`.`,
    `See where and when it was used last: \`${lastUsed(id)}\`.`,
    ...replaceBy(replace, `Use a role instead of a key: ${ALTERNATIVES}`),
  ];
}

function quotedId(id: string): string[] {
  return [
    `Nothing is open by this id alone; check that no secret or session token stands near it, and see \`${lastUsed(id)}\` if in doubt.`,
  ];
}

function loneSecret(replace: readonly string[]): string[] {
  return [
    'Find the access key that it belongs to (AWS cannot look it up by its secret), deactivate that key with `aws iam update-access-key`, and make a new one only if no role can take its place.',
    'Read CloudTrail in every region for what the key did.',
    ...replaceBy(replace, `Use a role instead of a key: ${ALTERNATIVES}`),
    'Delete the key.',
  ];
}

const REVOKE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html';

function temporary({ credential }: Draft, time: Time, id: string | undefined, replace: readonly string[]): string[] {
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

type OneString = Exclude<Kind, 'aws-access-key' | 'aws-secret-access-key' | 'aws-session-token'>;
type Steps = (expired: boolean, id: string | undefined, replace: readonly string[], user: string) => string[];

/** The IAM user that a service made the password for, if it is known and safe in a shell; `+1` counts its passwords. */
function userOf({ credential }: Draft): string {
  const user = credential.facts.owner?.replace(/\+\d{1,3}$/, '') ?? '';
  return /^\w[\w+=,.-]{0,63}$/.test(user) ? user : 'USER';
}

const servicePassword = (user: string) =>
  `Look up its id: \`aws iam list-service-specific-credentials --user-name ${user}\`. Deactivate it now: \`aws iam update-service-specific-credential --service-specific-credential-id ACCA… --status Inactive --user-name ${user}\`.`;

const ONE_STRING: Readonly<Record<OneString, Steps>> = {
  'aws-bedrock-api-key': (_, __, replace, user) => [
    servicePassword(user),
    'Look at the cost and CloudTrail of Bedrock in every region: stolen keys are used to run models.',
    ...replaceBy(
      replace,
      'Use a role, or short-term keys that last 12 hours: https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys-how.html',
    ),
    'Delete it with `aws iam delete-service-specific-credential`, and the user that was made for it.',
  ],
  'aws-bedrock-short-term-key': (expired, _, replace) =>
    shortLived(
      expired,
      'deny `bedrock:CallWithBearerToken` to the identity that signed it, and revoke its session',
      replace,
    ),
  'aws-ses-smtp-password': (_, id, replace) => [
    `Deactivate the access key that it was made from: \`${deactivate(id ?? 'AKIA…')}\`; the SMTP user name is its id.`,
    'Look at what was sent, in every region: `aws ses get-send-statistics --region REGION`.',
    ...replaceBy(
      replace,
      'Send through the SES API with a role, or make SMTP credentials of a user that may do nothing but `ses:SendRawEmail`: https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html',
    ),
    'Delete the key.',
  ],
  'aws-codecommit-password': (_, __, replace, user) => [
    servicePassword(user),
    'Look through the pushes and clones in CloudTrail, and through the repositories for commits that nobody made.',
    ...replaceBy(
      replace,
      'Use the credential helper or git-remote-codecommit with a role: https://docs.aws.amazon.com/codecommit/latest/userguide/setting-up-git-remote-codecommit.html',
    ),
    'Delete it with `aws iam delete-service-specific-credential`.',
  ],
  'aws-sso-token': expired => [
    expired
      ? "Delete the person's active sessions in IAM Identity Center all the same: a refresh token outlives the access token."
      : "Delete the person's active sessions in IAM Identity Center now (Users, the person, Active sessions), and let them run `aws sso logout`.",
    'Revoke the role sessions that it gave: they go on for as long as their permission set says.',
    'Read CloudTrail of every account that the person may use.',
    'Keep ~/.aws/sso/cache and ~/.aws/login/cache out of repositories and images.',
  ],
  'aws-eks-token': (expired, _, replace) =>
    shortLived(expired, 'revoke the session of the identity that signed it', replace),
  'aws-ecr-token': (expired, _, replace) =>
    shortLived(expired, 'revoke the session of the identity that asked for it, and check the images pushed since', [
      ...replaceBy(
        replace,
        'Let amazon-ecr-credential-helper log in, so that no password is written to config.json: https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html',
      ),
    ]),
  'aws-codeartifact-token': (expired, _, replace) =>
    shortLived(
      expired,
      'revoke the session of the identity that asked for it, and check the packages published since',
      replace,
    ),
  'aws-rds-token': (expired, _, replace) =>
    shortLived(expired, 'revoke the session of the identity that signed it; open connections stay open', replace),
  'aws-presigned-url': (expired, _, replace) =>
    shortLived(expired, 'deactivate the key or revoke the session that signed it, or delete the object', replace),
};

/** A token of minutes or hours: stop it if it lives, and stop writing it. */
function shortLived(expired: boolean, stop: string, replace: readonly string[]): string[] {
  const source = 'Find out why it was written to a file: fetch such a token when it is needed, and keep it in memory.';
  if (expired) return [source, ...replace];
  return [`If it may still be valid, ${stop}.`, source, ...replace];
}

const FILTER_REPO =
  'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/removing-sensitive-data-from-a-repository';

/** Last, because it protects nobody: clones, forks and caches keep what was pushed. */
function cleanUp({ sightings }: Draft): string[] {
  if (sightings.length > 0 && sightings.every(one => one.state === 'local')) {
    return [
      'Last of all, remove it from this clone: drop the stash that has it, then `git reflog expire --expire=now --all` and `git gc --prune=now`.',
    ];
  }
  const inHistory = sightings.some(one => one.where === 'history' || one.where === 'message');
  const inFiles = sightings.some(one => one.where === 'worktree' || one.where === 'index');
  return [
    ...(inFiles ? ['Take it out of the files it stands in, and treat other secrets in them as leaked too.'] : []),
    ...(inHistory
      ? [
          `Last of all, purge it from the history if you want it gone from view; that does not undo the leak: ${FILTER_REPO}`,
        ]
      : []),
  ];
}
