/** A fixed result with generated values, and one of every case that reporters treat apart. Golden reports are made of it. */
import type { Finding, Receipt, ScanResult, Sighting } from '../../src/model.ts';
import { mask } from '../../src/report/mask.ts';
import { Secret } from '../../src/secret.ts';
import { accessKeyId, rng, secretAccessKey, sessionToken } from '../generate/aws.ts';

export const HOUR = 3_600_000;
/** 2026-03-01T12:00:00Z */
export const AS_OF = Date.UTC(2026, 2, 1, 12);

/** Fake parts of credentials, the same for the same seed. */
export function fakeParts(seed: number) {
  const random = rng(seed);
  return {
    longTermId: new Secret(accessKeyId({ rng: random, prefix: 'AKIA' })),
    temporaryId: new Secret(accessKeyId({ rng: random, prefix: 'ASIA' })),
    secret: new Secret(secretAccessKey(random)),
    token: new Secret(sessionToken(random, { issuedAt: AS_OF - HOUR })),
    value: new Secret(secretAccessKey(random) + secretAccessKey(random)),
  };
}

const commit = (digit: string) => digit.repeat(40);

export function sighting(over: Partial<Sighting> = {}): Sighting {
  return { where: 'worktree', part: 'content', path: 'src/config.ts', line: 12, column: 18, ...over };
}

export function finding(over: Partial<Finding> = {}): Finding {
  const { longTermId, secret } = fakeParts(1);
  return {
    fingerprint: '1f3c9a2b77d04e58',
    kind: 'aws-access-key',
    lifetime: 'long-term',
    severity: 'critical',
    confidence: 'high',
    class: 'live',
    parts: { accessKeyId: longTermId, secretAccessKey: secret },
    account: '123456789012',
    title: `Long-term AWS access key ${mask('accessKeyId', longTermId)} with its secret, account 123456789012.`,
    advice: [
      `Deactivate the key now: \`aws iam update-access-key --access-key-id ${mask('accessKeyId', longTermId)} --status Inactive --user-name USER\`. If production depends on it, make and deploy a second key first.`,
      'Deny everything to its user for 36 hours: `aws iam attach-user-policy --user-name USER --policy-arn arn:aws:iam::aws:policy/AWSDenyAll`.',
      'Read CloudTrail in every region for what it did.',
      'Use a role instead of a key: https://docs.aws.amazon.com/IAM/latest/UserGuide/security-creds-programmatic-access.html',
      'Delete the key.',
    ],
    reasons: ['The id has a valid structure and names an account.', 'Id and secret stand in the same object.'],
    sightings: [
      sighting({
        where: 'history',
        path: 'deploy/production/terraform.tfvars',
        commit: commit('3'),
        author: 'Ada Lovelace',
        date: '2024-03-02T09:30:00+01:00',
        lastCommit: commit('9'),
        versions: 14,
        state: 'head',
      }),
      sighting({ path: '.env', line: 3, column: 19 }),
    ],
    localOnly: false,
    ...over,
  };
}

export function receipt(over: Partial<Receipt> = {}): Receipt {
  return {
    complete: true,
    scope: 'working tree, index and full history of the repository',
    refs: 12,
    commits: 3401,
    objects: { expected: 24331, scanned: 24331, skipped: {}, failed: [] },
    files: { expected: 213, scanned: 211, skipped: { 'too-large': 2 }, failed: [] },
    bytes: 41_234_567,
    seconds: 1.34,
    notes: ['1 submodule was not entered: vendor/lib'],
    versions: { keysift: '0.1.0', git: '2.39.5', node: 'v20.20.2' },
    ...over,
  };
}

/** One finding of every severity, a local one, a suppressed one, look-alikes. */
export function sampleResult(): ScanResult {
  const second = fakeParts(2);
  const third = fakeParts(3);
  return {
    findings: [
      finding(),
      finding({
        fingerprint: '77aa01b2c3d4e5f6',
        severity: 'high',
        lifetime: 'temporary',
        parts: { accessKeyId: second.temporaryId, secretAccessKey: second.secret, sessionToken: second.token },
        region: 'eu-central-1',
        issuedAt: AS_OF - HOUR,
        expiresAt: AS_OF + 11 * HOUR,
        expired: false,
        title: 'Temporary credentials that may still be valid.',
        advice: ['Revoke the sessions of the role that issued them.'],
        sightings: [
          sighting({
            where: 'history',
            path: 'build/cache.zip',
            commit: commit('4'),
            author: 'grace@example.com',
            date: '2026-03-01T11:02:03Z',
            state: 'history',
            via: ['zip:inner/credentials', 'base64'],
          }),
          ...Array.from({ length: 6 }, (_, at) =>
            sighting({ path: `packages/service-${at}/.env.local`, line: at + 1 }),
          ),
        ],
      }),
      finding({
        fingerprint: '0b1c2d3e4f506172',
        kind: 'aws-ecr-token',
        severity: 'medium',
        lifetime: 'temporary',
        confidence: 'medium',
        parts: { value: second.value },
        title: 'Registry token of Amazon ECR.',
        advice: ['Wait until it has expired; keep it out of files.'],
        sightings: [sighting({ part: 'message', where: 'message', path: '', commit: commit('5'), line: 4, column: 1 })],
      }),
      finding({
        fingerprint: '99887766554433aa',
        severity: 'medium',
        parts: { accessKeyId: third.longTermId },
        localOnly: true,
        title: 'Long-term access key id alone.',
        advice: ['Find its secret before somebody else does.'],
        sightings: [sighting({ where: 'history', path: 'notes.txt', commit: commit('6'), state: 'local' })],
      }),
      finding({
        fingerprint: 'aabbccddeeff0011',
        severity: 'critical',
        suppressed: { by: 'baseline', reason: 'deactivated on 2025-01-01' },
        sightings: [sighting({ path: 'old.py' })],
      }),
      finding({
        fingerprint: '1234123412341234',
        severity: 'info',
        class: 'example',
        parts: { accessKeyId: new Secret(`${'AK'}IAIOSF${'ODNN7'}EXAMPLE`) },
        sightings: [sighting({ path: 'README.md' }), sighting({ path: 'docs/a.md' }), sighting({ path: 'docs/b.md' })],
      }),
    ],
    receipt: receipt(),
  };
}

/** The same findings, and things in scope that were not read. */
export function incompleteResult(): ScanResult {
  const whole = receipt();
  return {
    findings: sampleResult().findings.slice(0, 1),
    receipt: receipt({
      complete: false,
      objects: {
        ...whole.objects,
        scanned: 24329,
        failed: [
          { class: 'shallow', what: commit('a'), why: 'its parents are not in this clone' },
          { class: 'damaged', what: `blob ${commit('b')}`, why: 'incorrect data check' },
        ],
      },
      files: {
        ...whole.files,
        scanned: 204,
        failed: Array.from({ length: 7 }, (_, at) => ({
          class: 'unreadable' as const,
          what: `private/${at}.pem`,
          why: 'permission denied',
        })),
      },
    }),
  };
}
