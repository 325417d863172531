/**
 * Safer sources of credentials that a file names beside a key, and what becomes of them while the key is there. SDKs differ in
 * their order: see `chain.ts`.
 */
import type { Credential } from '../../model.ts';
import type { Source } from '../advice/replacement.ts';

/** How a source is found in text, and what the role that it gives is called. */
interface Named {
  /** What a finding calls it; never text of the scanned file. */
  readonly name: string;
  readonly pattern: string;
  readonly role: string;
  readonly kind: 'container' | 'instance' | 'web-identity' | 'lambda' | 'workflow' | 'terraform' | 'sso' | 'profile';
}

/** Patterns are plain words: no repetition, so that the time is linear in the text. */
const SOURCES: readonly Named[] = [
  { name: 'taskRoleArn', pattern: '[tT]askRoleArn|task_role_arn', role: 'task role', kind: 'container' },
  {
    name: 'AWS_CONTAINER_CREDENTIALS',
    pattern: 'AWS_CONTAINER_CREDENTIALS_(?:RELATIVE|FULL)_URI',
    role: 'role of the container',
    kind: 'container',
  },
  {
    name: 'PodIdentityAssociation',
    pattern: 'PodIdentityAssociation|aws_eks_pod_identity_association|podIdentityAssociations',
    role: 'Pod Identity role',
    kind: 'container',
  },
  {
    name: 'eks.amazonaws.com/role-arn',
    pattern: 'eks\\.amazonaws\\.com/role-arn|eks\\\\\\.amazonaws\\\\\\.com/role-arn',
    role: 'role of the service account (IRSA)',
    kind: 'web-identity',
  },
  {
    name: 'AWS_WEB_IDENTITY_TOKEN_FILE',
    pattern: 'AWS_WEB_IDENTITY_TOKEN_FILE|web_identity_token_file',
    role: 'web identity role',
    kind: 'web-identity',
  },
  { name: 'id_tokens', pattern: 'id_tokens(?=\\s?:)', role: 'web identity role of the job', kind: 'web-identity' },
  { name: 'role-to-assume', pattern: 'role-to-assume', role: 'role-to-assume', kind: 'workflow' },
  {
    name: 'IamInstanceProfile',
    pattern: 'IamInstanceProfile|iam_instance_profile|iamInstanceProfile|aws_iam_instance_profile|instance-profile/',
    role: 'instance profile',
    kind: 'instance',
  },
  {
    name: 'assume_role',
    pattern: 'assume_role(?:_with_web_identity)?(?=\\s{0,8}[{=])',
    role: 'role in assume_role',
    kind: 'terraform',
  },
  { name: 'AWS::Serverless::Function', pattern: 'AWS::Serverless::Function', role: 'execution role', kind: 'lambda' },
  {
    name: 'AWS::Lambda::Function',
    pattern: 'AWS::Lambda::Function|aws_lambda_function(?!_)',
    role: 'execution role',
    kind: 'lambda',
  },
  { name: 'iamRoleStatements', pattern: 'iamRoleStatements', role: 'execution role', kind: 'lambda' },
  { name: 'sso_session', pattern: 'sso_session|sso_start_url', role: 'SSO sign-in of the profile', kind: 'sso' },
  { name: 'AWS_PROFILE', pattern: 'AWS_PROFILE', role: 'profile', kind: 'profile' },
];

const ANY = new RegExp(SOURCES.map(({ pattern }) => `(?<![A-Za-z0-9_-])(${pattern})(?![A-Za-z0-9_-])`).join('|'), 'g');

/**
 * Names of the safer sources that `text` mentions, each once, in a fixed order. Linear in the text; the caller bounds it to the
 * bytes that pairing may read.
 */
export function shadowedSources(text: string): string[] {
  const found = new Set<number>();
  for (const match of text.matchAll(ANY)) found.add(match.findIndex((group, at) => at > 0 && group !== undefined) - 1);
  return SOURCES.filter((_, at) => found.has(at)).map(one => one.name);
}

/** A file that configures anything is far smaller; what a larger one names need not belong to the key in it. */
const MOST_BYTES = 1 << 20;

/**
 * Names of the safer sources that a whole content mentions. A fact of the place, like a path: it is taken where places are
 * told and never where contents are found and judged, so that an edit far away changes no verdict.
 */
export function sourcesNamedIn(bytes: Buffer): readonly string[] {
  return bytes.length > MOST_BYTES ? [] : shadowedSources(bytes.toString('latin1'));
}

/** `credential` with the names that its content mentions. */
export function withSources(credential: Credential, names: readonly string[]): Credential {
  if (names.length === 0) return credential;
  return { ...credential, shadowed: [...new Set([...(credential.shadowed ?? []), ...names])] };
}

/** What the key does to each named source, one sentence each, given where the SDK takes the key from. */
export function shadowSentences(names: readonly string[], source: Source): string[] {
  return SOURCES.filter(one => names.includes(one.name)).flatMap(named => {
    const what = sentenceOf(named, source);
    return what === undefined ? [] : `The same file names ${named.name}: ${what}`;
  });
}

function sentenceOf({ kind, role }: Named, source: Source): string | undefined {
  if (source === 'none') return undefined;
  const unused = `so the ${role} is never used while this key is there`;
  if (kind === 'workflow')
    return 'given both, the sign-in takes this key, so the role is never assumed by OpenID Connect as it could be without one.';
  if (kind === 'terraform')
    return 'this key shadows the surrounding credentials; keep the role, and let it be assumed from there instead of by the key.';
  if (kind === 'sso' || kind === 'profile') return profileSentence(kind, source);
  if (source === 'code' || source === 'provider')
    return `every SDK takes a key that is passed to it before it looks for the ${role}, ${unused}.`;
  if (source === 'environment') {
    return `every SDK looks at the environment before the ${role}, ${unused} (Node skips the environment if AWS_PROFILE is set).`;
  }
  if (kind === 'web-identity') {
    return `the Node SDK reads the shared credentials file before the ${role}, ${unused}; Java, Go and botocore (boto3, CLI) look for the web identity first, and there the key lies unused for whoever finds it.`;
  }
  return `every SDK reads the shared credentials file before it asks for the ${role}, ${unused}.`;
}

function profileSentence(kind: 'sso' | 'profile', source: Source): string | undefined {
  if (kind === 'sso') {
    return source === 'file'
      ? 'in one profile the Node and Go SDKs take a static key before SSO, so the sign-in is never used; botocore (boto3, CLI) takes SSO first.'
      : undefined;
  }
  if (source === 'environment') {
    return 'Java, Go and botocore (boto3, CLI) take a key in the environment before the profile that AWS_PROFILE names, so the profile is never used; Node skips the key, with a warning.';
  }
  return source === 'code'
    ? `every SDK takes a key that is passed to it before the profile, so the profile is never used while this key is there.`
    : undefined;
}
