/**
 * SARIF's rules: one for each kind of credential and severity, since GitHub reads `security-severity` from the rule and not
 * from the result. https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
import type { Finding, Kind, Severity } from '../../model.ts';

interface KindText {
  /** PascalCase, as SARIF 3.49.7 wants it. */
  readonly name: string;
  readonly short: string;
  readonly help: string;
  readonly helpUri: string;
}

const AWS = 'https://docs.aws.amazon.com';
const KEYS = `${AWS}/IAM/latest/UserGuide/id_credentials_access-keys.html`;
const SESSIONS = `${AWS}/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html`;

const KINDS: Readonly<Record<Kind, KindText>> = {
  'aws-access-key': {
    name: 'AwsAccessKey',
    short: 'AWS access key',
    help: 'An access key signs requests to AWS as its user. Deactivate a long-term key (AKIA) in IAM first, review CloudTrail for what it did, use a role in its place, then delete it. Revoke the sessions behind a temporary one (ASIA).',
    helpUri: KEYS,
  },
  'aws-secret-access-key': {
    name: 'AwsSecretAccessKey',
    short: 'AWS secret access key without its id',
    help: 'A secret access key needs only its id, which is no secret, to sign requests. Find the key that it belongs to, deactivate it in IAM, review CloudTrail, then delete it.',
    helpUri: KEYS,
  },
  'aws-session-token': {
    name: 'AwsSessionToken',
    short: 'AWS session token',
    help: 'A session token is one of three parts of temporary credentials. Look for the other two, and revoke the sessions of the role until it has expired.',
    helpUri: SESSIONS,
  },
  'aws-bedrock-api-key': {
    name: 'AwsBedrockApiKey',
    short: 'Long-term API key of Amazon Bedrock',
    help: 'Whoever has it can run models at the cost of the account. Deactivate it as a service-specific credential of its IAM user, review the use of Bedrock in every region, then delete it.',
    helpUri: `${AWS}/bedrock/latest/userguide/api-keys-how.html`,
  },
  'aws-bedrock-short-term-key': {
    name: 'AwsBedrockShortTermKey',
    short: 'Short-term API key of Amazon Bedrock',
    help: 'It is a signed request that lasts at most 12 hours. Revoke the session that signed it if it may still be valid.',
    helpUri: `${AWS}/bedrock/latest/userguide/api-keys-how.html`,
  },
  'aws-ses-smtp-password': {
    name: 'AwsSesSmtpPassword',
    short: 'SMTP password of Amazon SES',
    help: 'It sends mail in the name of the account and is derived from a long-term access key. Deactivate that key in IAM, and make new SMTP credentials.',
    helpUri: `${AWS}/ses/latest/dg/smtp-credentials.html`,
  },
  'aws-codecommit-password': {
    name: 'AwsCodeCommitPassword',
    short: 'Git password of AWS CodeCommit',
    help: 'It reads and writes the repositories that its user may. Deactivate it as a service-specific credential of the IAM user, then make a new one or use the credential helper.',
    helpUri: `${AWS}/codecommit/latest/userguide/setting-up-gc.html`,
  },
  'aws-eks-token': {
    name: 'AwsEksToken',
    short: 'Token of Amazon EKS',
    help: 'It signs in to a Kubernetes cluster for 15 minutes. If it may still be valid, revoke the session that signed it.',
    helpUri: `${AWS}/eks/latest/userguide/cluster-auth.html`,
  },
  'aws-ecr-token': {
    name: 'AwsEcrToken',
    short: 'Registry token of Amazon ECR',
    help: 'It pulls and pushes images for 12 hours. If it may still be valid, revoke the session that it was made with.',
    helpUri: `${AWS}/AmazonECR/latest/userguide/registry_auth.html`,
  },
  'aws-codeartifact-token': {
    name: 'AwsCodeArtifactToken',
    short: 'Token of AWS CodeArtifact',
    help: 'It reads and publishes packages for at most 12 hours. If it may still be valid, revoke the session that it was made with.',
    helpUri: `${AWS}/codeartifact/latest/ug/tokens-authentication.html`,
  },
  'aws-rds-token': {
    name: 'AwsRdsToken',
    short: 'Authentication token of Amazon RDS',
    help: 'It opens a database connection for 15 minutes. If it may still be valid, revoke the session that signed it.',
    helpUri: `${AWS}/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html`,
  },
  'aws-presigned-url': {
    name: 'AwsPresignedUrl',
    short: 'Pre-signed AWS URL',
    help: 'Whoever has it may make this one request until it expires. Revoke the session, or deactivate the key, that signed it if that may still be so.',
    helpUri: `${AWS}/AmazonS3/latest/userguide/using-presigned-url.html`,
  },
  'aws-sso-token': {
    name: 'AwsSsoToken',
    short: 'Token of IAM Identity Center',
    help: "It fetches credentials for every role that the person may take. End the person's sessions in IAM Identity Center, and delete the cached file.",
    helpUri: `${AWS}/singlesignon/latest/userguide/end-active-sessions.html`,
  },
};

/** GitHub: over 9.0 is critical, from 7.0 high, from 4.0 medium, from 0.1 low. */
const SCORE: Readonly<Record<Severity, string | undefined>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
  info: undefined,
};

/** SARIF 3.27.10. Only a result that is no failure (3.27.9, `informational`) has the level `none`. */
export const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note' | 'none'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'none',
};

/** `aws-access-key/critical`: a hierarchical id, SARIF 3.27.5. */
export function ruleId(finding: Finding): string {
  return `${finding.kind}/${finding.severity}`;
}

/** The rule of `finding`, with help for a person. */
export function ruleOf(finding: Finding) {
  const { name, short, help, helpUri } = KINDS[finding.kind];
  const score = SCORE[finding.severity];
  return {
    id: ruleId(finding),
    name,
    shortDescription: { text: `${short} (${finding.severity})` },
    fullDescription: { text: `${short} in a git repository, graded ${finding.severity} by what it opens.` },
    help: { text: help, markdown: `${help} [Documentation of AWS](${helpUri})` },
    helpUri,
    defaultConfiguration: { level: LEVEL[finding.severity] },
    properties: { tags: ['security', 'secret', 'aws'], ...(score && { 'security-severity': score }) },
  };
}
