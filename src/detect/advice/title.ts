/** What a finding is, in one sentence. It shows no more of a value than the mask does. */
import type { Class, Kind } from '../../model.ts';
import { mask } from '../../report/mask.ts';
import type { Time } from '../grade/lifetime.ts';
import type { Draft } from '../pair/gather.ts';
import { isGuess } from './access-key.ts';

const NAMES: Readonly<Record<Kind, string>> = {
  'aws-access-key': 'access key',
  'aws-secret-access-key': 'secret access key',
  'aws-session-token': 'session token',
  'aws-bedrock-api-key': 'Amazon Bedrock API key',
  'aws-bedrock-short-term-key': 'Amazon Bedrock API key',
  'aws-ses-smtp-password': 'Amazon SES SMTP password',
  'aws-codecommit-password': 'AWS CodeCommit password',
  'aws-eks-token': 'Amazon EKS token',
  'aws-ecr-token': 'Amazon ECR registry password',
  'aws-codeartifact-token': 'AWS CodeArtifact token',
  'aws-rds-token': 'Amazon RDS authentication token',
  'aws-presigned-url': 'pre-signed AWS URL',
  'aws-sso-token': 'IAM Identity Center (SSO) token',
};

const LOOK_ALIKE: Readonly<Record<Exclude<Class, 'live'>, string>> = {
  example: 'documented example',
  canary: 'canary (planted to raise an alarm when it is used)',
  emulator: 'of a local emulator',
  placeholder: 'placeholder',
  impossible: 'no genuine one by its structure',
};

/** An IAM user name, or a masked key id. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const OWNER = /^[\w+=,.…-]{1,64}$/;

/** What quotes an id and has no use for its secret. */
const QUOTED: Readonly<Partial<Record<NonNullable<Draft['form']>, string>>> = {
  'signed-request': ', in a signed request',
  'audit-log': ', in an audit log',
};

/** One sentence: how long-lived it is, what it is, which one, what is with it, whose it is. */
export function titleOf(draft: Draft, time: Time): string {
  const { credential, form } = draft;
  const { kind, parts, lifetime, facts } = credential;
  if (credential.class === 'live' && isGuess(draft))
    return 'Perhaps a secret access key: random and as long as one, but nothing says it is of AWS.';
  const id = parts.accessKeyId ? ` ${mask('accessKeyId', parts.accessKeyId.value)}` : '';
  const owner = facts.owner && OWNER.test(facts.owner) ? ` of ${facts.owner}` : '';
  const account = facts.account ? `, account ${facts.account}` : '';
  const isClass = credential.class === 'live' ? '' : `: ${LOOK_ALIKE[credential.class]}`;
  return sentence(
    `${lifeWord(lifetime, time)}${name(kind, id, form)}${company(credential, form)}${owner}${account}${isClass}`,
  );
}

function lifeWord(lifetime: Draft['credential']['lifetime'], { expired }: Time): string {
  if (lifetime === 'long-term') return 'long-term ';
  if (lifetime === 'temporary') return expired ? 'expired temporary ' : 'temporary ';
  return '';
}

function name(kind: Kind, id: string, form: Draft['form']): string {
  if (kind !== 'aws-access-key') return `${NAMES[kind]}${id && ` of access key${id}`}`;
  return form === 'root-key-export' ? `AWS access key${id} of the root user` : `AWS access key${id}`;
}

/** What of an access key was found, and what not. */
function company({ kind, parts, pairing }: Draft['credential'], form: Draft['form']): string {
  if (kind !== 'aws-access-key') return kind === 'aws-secret-access-key' ? ' without its id' : '';
  if (!parts.secretAccessKey) {
    if (parts.sessionToken) return ': id and session token, no secret';
    return `: the id alone${(form && QUOTED[form]) ?? ''}`;
  }
  const where = pairing === 'across' ? ' in another file' : '';
  return parts.sessionToken ? ` with its secret and session token${where}` : ` with its secret${where}`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
