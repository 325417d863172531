import { describe, expect, test } from 'vitest';
import { SEVERITY_TABLE, type SeverityFacts, severityOf, severityRow } from '../../../src/detect/grade/severity.ts';
import type { Candidate, Class, Form, Kind, Lifetime, Severity } from '../../../src/model.ts';

const KINDS: readonly Kind[] = [
  'aws-access-key',
  'aws-secret-access-key',
  'aws-session-token',
  'aws-bedrock-api-key',
  'aws-bedrock-short-term-key',
  'aws-ses-smtp-password',
  'aws-codecommit-password',
  'aws-eks-token',
  'aws-ecr-token',
  'aws-codeartifact-token',
  'aws-rds-token',
  'aws-presigned-url',
  'aws-sso-token',
];
const CLASSES: readonly Class[] = ['live', 'example', 'canary', 'emulator', 'placeholder', 'impossible'];
const FORMS: readonly (Form | undefined)[] = [
  undefined,
  'root-key-export',
  'console-export',
  'terraform-state',
  'signed-request',
  'audit-log',
  'sso-cache',
  'login-cache',
];

const key: SeverityFacts = {
  kind: 'aws-access-key',
  class: 'live',
  lifetime: 'long-term',
  basis: 'structure',
  id: true,
  secret: false,
  token: 'none',
};
const secretAlone: SeverityFacts = {
  ...key,
  kind: 'aws-secret-access-key',
  lifetime: 'unknown',
  basis: 'name',
  id: false,
  secret: true,
};
const session: SeverityFacts = { ...key, lifetime: 'temporary' };
const triple: SeverityFacts = { ...session, secret: true, token: 'decoded' };
const tokenAlone: SeverityFacts = { ...session, kind: 'aws-session-token', id: false, token: 'decoded' };
const whole = (kind: Kind, lifetime: Lifetime): SeverityFacts => ({ ...key, kind, lifetime, id: false });

describe('every row of the published table', () => {
  test.for<readonly [Severity, string, SeverityFacts]>([
    ['critical', 'a long-term id with its secret', { ...key, secret: true }],
    ['critical', 'a root key export', { ...key, secret: true, form: 'root-key-export' }],
    ['critical', 'the secret of a root key export, alone', { ...secretAlone, form: 'root-key-export' }],
    ['critical', 'an access key in a Terraform state', { ...key, secret: true, form: 'terraform-state' }],
    ['critical', 'the secret in a Terraform state, alone', { ...secretAlone, form: 'terraform-state' }],
    ['critical', 'a long-term Bedrock key', whole('aws-bedrock-api-key', 'long-term')],
    ['high', 'a secret alone in a slot with an AWS name', secretAlone],
    ['high', 'an SES SMTP password', whole('aws-ses-smtp-password', 'long-term')],
    ['high', 'a CodeCommit password', whole('aws-codecommit-password', 'long-term')],
    ['high', 'an SSO token', whole('aws-sso-token', 'temporary')],
    ['high', 'a temporary id with secret and token that may still be valid', triple],
    ['high', 'the same, with an expiry that lies ahead', { ...triple, expired: false }],
    ['medium', 'a long-term id alone', key],
    ['medium', 'a temporary id with its secret and no token', { ...triple, token: 'none' }],
    ['medium', 'the same with a token that cannot be decoded', { ...triple, token: 'opaque' }],
    ['medium', 'a short-term Bedrock key', whole('aws-bedrock-short-term-key', 'temporary')],
    ['medium', 'an EKS token', whole('aws-eks-token', 'temporary')],
    ['medium', 'an ECR password', { ...whole('aws-ecr-token', 'temporary'), expired: false }],
    ['medium', 'a CodeArtifact token', whole('aws-codeartifact-token', 'temporary')],
    ['medium', 'an RDS token', whole('aws-rds-token', 'temporary')],
    ['medium', 'a pre-signed URL', whole('aws-presigned-url', 'temporary')],
    ['low', 'a session token alone', tokenAlone],
    ['low', 'a temporary id alone', session],
    ['low', 'a temporary id with its token and no secret', { ...session, token: 'decoded' }],
    ['low', 'a temporary triple that has expired', { ...triple, expired: true }],
    ['low', 'an expired EKS token', { ...whole('aws-eks-token', 'temporary'), expired: true }],
    ['low', 'an expired pre-signed URL', { ...whole('aws-presigned-url', 'temporary'), expired: true }],
    ['low', 'a secret that only its randomness speaks for', { ...secretAlone, basis: 'entropy' }],
    ['low', 'a secret that only stands near the id of another', { ...secretAlone, basis: 'structure' }],
    [
      'high',
      'a secret alone in an export of the console',
      { ...secretAlone, basis: 'structure', form: 'console-export' },
    ],
    ['low', 'an id in an Authorization header', { ...key, form: 'signed-request' }],
    ['low', 'an id in an audit log', { ...key, form: 'audit-log' }],
    ['info', 'a documented example', { ...key, secret: true, class: 'example' }],
    ['info', 'a canary', { ...key, secret: true, class: 'canary' }],
    ['info', 'an emulator key', { ...key, secret: true, class: 'emulator' }],
    ['info', 'a placeholder', { ...key, class: 'placeholder' }],
    ['info', 'an impossible id', { ...key, class: 'impossible' }],
  ])('%s: %s', ([severity, , facts]) => {
    expect(severityOf(facts)).toBe(severity);
  });

  test('a long-term key is never low because a time has passed', () => {
    expect(severityOf({ ...key, secret: true, expired: true })).toBe('critical');
    expect(severityOf({ ...whole('aws-bedrock-api-key', 'long-term'), expired: true })).toBe('critical');
  });

  test('a pair in a log is a pair', () => {
    expect(severityOf({ ...key, secret: true, form: 'audit-log' })).toBe('critical');
  });
});

describe('the table as a whole', () => {
  const everything = [...combinations()];

  test('has a row for every combination of facts', () => {
    expect(everything.length).toBeGreaterThan(50_000);
    for (const facts of everything) severityRow(facts);
  });

  test('has no row that nothing reaches', () => {
    const reached = new Set(everything.map(severityRow));
    expect(SEVERITY_TABLE.filter(row => !reached.has(row)).map(row => row.because)).toEqual([]);
  });

  test('gives info to all that is not real, and to nothing else', () => {
    for (const facts of everything) expect(severityOf(facts) === 'info').toBe(facts.class !== 'live');
  });

  test('never grades a finding lower because another part of it was found', () => {
    const order: readonly Severity[] = ['info', 'low', 'medium', 'high', 'critical'];
    for (const facts of everything) {
      if (facts.kind !== 'aws-access-key' || facts.secret) continue;
      const more = severityOf({ ...facts, secret: true });
      expect(order.indexOf(more)).toBeGreaterThanOrEqual(order.indexOf(severityOf(facts)));
    }
  });
});

function* combinations(): Iterable<SeverityFacts> {
  const lifetimes: readonly Lifetime[] = ['long-term', 'temporary', 'unknown'];
  const bases: readonly Candidate['basis'][] = ['structure', 'name', 'entropy'];
  for (const kind of KINDS)
    for (const one of CLASSES)
      for (const lifetime of lifetimes)
        for (const basis of bases)
          for (const token of ['none', 'opaque', 'decoded'] as const)
            for (const parts of [0, 1, 2, 3])
              for (const form of FORMS)
                for (const expired of [undefined, true, false]) {
                  yield {
                    kind,
                    class: one,
                    lifetime,
                    basis,
                    token,
                    id: (parts & 1) !== 0,
                    secret: (parts & 2) !== 0,
                    ...(form && { form }),
                    ...(expired !== undefined && { expired }),
                  };
                }
}
