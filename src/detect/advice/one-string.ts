/** What to do about credentials that are whole in one string: passwords of services, keys and tokens of one service. Pure text. */
import type { Kind } from '../../model.ts';
import type { Draft } from '../pair/gather.ts';
import { deactivate, replaceBy } from './commands.ts';

/** Every kind that is whole in one string. */
export type OneString = Exclude<Kind, 'aws-access-key' | 'aws-secret-access-key' | 'aws-session-token'>;
type Steps = (expired: boolean, id: string | undefined, replace: readonly string[], user: string) => string[];

/** The IAM user that a service made the password for, if it is known and safe in a shell; `+1` counts its passwords. */
export function userOf({ credential }: Draft): string {
  const user = credential.facts.owner?.replace(/\+\d{1,3}$/, '') ?? '';
  return /^\w[\w+=,.-]{0,63}$/.test(user) ? user : 'USER';
}

const servicePassword = (user: string) =>
  `Look up its id: \`aws iam list-service-specific-credentials --user-name ${user}\`. Deactivate it now: \`aws iam update-service-specific-credential --service-specific-credential-id ACCA… --status Inactive --user-name ${user}\`.`;

/** The steps for each of them. `id` is masked; `user` is safe in a shell. */
export const ONE_STRING: Readonly<Record<OneString, Steps>> = {
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
