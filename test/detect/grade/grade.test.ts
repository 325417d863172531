import { describe, expect, test } from 'vitest';
import { grade } from '../../../src/detect/grade/grade.ts';
import { gather } from '../../../src/detect/pair/gather.ts';
import type { Credential, Finding, Form, Kind, Occurrence, Sighting } from '../../../src/model.ts';
import { mask } from '../../../src/report/mask.ts';
import { accessKeyId, rng, secretAccessKey, sessionToken } from '../../generate/aws.ts';
import { candidate, credential, seen } from '../../generate/occurrence.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2024, 2, 2, 10);
const random = rng(31);
const ID = accessKeyId({ rng: random, prefix: 'AKIA' });
const SECRET = secretAccessKey(random);
const SESSION = accessKeyId({ rng: random, prefix: 'ASIA' });
const TOKEN = sessionToken(random, { issuedAt: NOW });
const pair = credential({ accessKeyId: ID, secretAccessKey: SECRET });
const triple = (issuedAt: number): Credential =>
  credential({
    accessKeyId: SESSION,
    secretAccessKey: SECRET,
    sessionToken: candidate('sessionToken', TOKEN, { facts: { issuedAt } }),
  });
const oneString = (kind: Kind) =>
  credential(
    { value: candidate('value', secretAccessKey(random), { kind }) },
    { kind, lifetime: /bedrock-api|ses|codecommit/.test(kind) ? 'long-term' : 'temporary' },
  );

function graded(...occurrences: Occurrence[]): Finding[] {
  return grade(gather(occurrences), { now: NOW, historyBound: false });
}
const one = (what: Credential, where: Partial<Sighting> = {}): Finding => {
  const [finding] = graded(seen(what, where));
  if (!finding) throw new Error('nothing graded');
  return finding;
};

describe('severity', () => {
  test('of a triple follows the time of its token', () => {
    expect(one(triple(NOW - HOUR)).severity).toBe('high');
    expect(one(triple(NOW - 37 * HOUR))).toMatchObject({ severity: 'low', expired: true });
  });

  test('of a triple whose token tells no time is medium', () => {
    const opaque = credential({ accessKeyId: SESSION, secretAccessKey: SECRET, sessionToken: TOKEN });
    expect(one(opaque).severity).toBe('medium');
  });

  test('of a file named rootkey.csv is that of a root key', () => {
    const finding = one(credential({ secretAccessKey: SECRET }), { path: 'Downloads/rootkey (1).csv' });
    expect(finding.severity).toBe('critical');
    expect(one(pair, { path: 'rootkey.csv' }).title).toMatch(/of the root user/);
  });

  test('of an id in a log is low until it is seen elsewhere', () => {
    const logged = seen(credential({ accessKeyId: ID }, { form: 'audit-log' }), { path: 'a' });
    expect(graded(logged)[0]?.severity).toBe('low');
    expect(graded(logged, seen(credential({ accessKeyId: ID }), { path: 'b' }))[0]?.severity).toBe('medium');
  });
});

test('findings come by severity, then confidence, then place', () => {
  const key = (confidence: Credential['confidence'], path: string) =>
    seen(credential({ accessKeyId: accessKeyId({ rng: random, prefix: 'AKIA' }) }, { confidence }), { path });
  const findings = graded(key('low', 'a'), key('high', 'c'), key('high', 'b'), seen(pair, { path: 'z' }));
  expect(findings.map(finding => finding.sightings[0]?.path)).toEqual(['z', 'b', 'c', 'a']);
});

test('a finding is local only if every place is', () => {
  const stash: Partial<Sighting> = { where: 'history', path: 'a', state: 'local' };
  expect(one(pair, stash).localOnly).toBe(true);
  expect(graded(seen(pair, stash), seen(pair, { path: 'b' }))[0]?.localOnly).toBe(false);
});

describe('every finding says what it is and what to do', () => {
  const forms: readonly (Form | undefined)[] = [
    undefined,
    'root-key-export',
    'terraform-state',
    'audit-log',
    'sso-cache',
  ];
  const kinds: readonly Kind[] = [
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
  const shapes: readonly Credential[] = [
    pair,
    credential({ accessKeyId: ID }),
    credential({ secretAccessKey: SECRET }),
    credential({ sessionToken: TOKEN }),
    credential({ accessKeyId: SESSION }),
    credential({ accessKeyId: SESSION, secretAccessKey: SECRET }),
    credential({ accessKeyId: SESSION, sessionToken: TOKEN }),
    triple(NOW),
    triple(0),
    ...kinds.map(oneString),
  ];
  const everything = shapes.flatMap(shape =>
    forms.flatMap(form =>
      (['live', 'example', 'canary', 'emulator', 'placeholder', 'impossible'] as const).flatMap(what =>
        (['worktree', 'history'] as const).map(where => {
          const commit = where === 'history' ? { commit: 'a'.repeat(40) } : {};
          return one({ ...shape, class: what, ...(form && { form }) }, { where, ...commit, path: 'app/Dockerfile' });
        }),
      ),
    ),
  );

  test('in one sentence each, and at least one step', () => {
    for (const { title, advice, reasons } of everything) {
      expect(title).toMatch(/^[A-Z].*\.$/);
      expect(title.length).toBeLessThan(160);
      expect(advice.length).toBeGreaterThan(0);
      for (const text of [...advice, ...reasons]) expect(text).toMatch(/^[A-Z].*\S$/);
      expect(new Set(advice).size).toBe(advice.length);
    }
  });

  test('without a value of a credential, but for the last four of an id', () => {
    for (const { title, advice, reasons, parts } of everything) {
      const text = [title, ...advice, ...reasons].join('\n');
      for (const value of Object.values(parts)) expect(text).not.toContain(value.reveal());
      expect(text.replaceAll('AKIA…', '')).not.toMatch(/A[KS]IA[A-Z2-7]/);
    }
  });

  test('with the severity, as the one reason that begins with its name, and the time of a real one after it', () => {
    for (const { severity, reasons, class: what } of everything) {
      const name = `${severity[0]?.toUpperCase()}${severity.slice(1)}: `;
      expect(reasons.map(reason => reason.startsWith(name)).lastIndexOf(true)).toBe(
        reasons.length - (what === 'live' ? 2 : 1),
      );
    }
  });
});

describe('the order of the steps', () => {
  const inHistory: Partial<Sighting> = { where: 'history', path: 'config.tf', commit: 'a'.repeat(40) };
  const order = (finding: Finding, ...patterns: RegExp[]) =>
    patterns.map(pattern => finding.advice.findIndex(step => pattern.test(step)));
  const rising = (numbers: readonly number[]) => {
    expect(numbers).not.toContain(-1);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(numbers[0]).toBe(0);
  };

  test('of a long-term key: deactivate, deny, review, replace, delete, and purge last', () => {
    const finding = one(pair, inHistory);
    rising(
      order(
        finding,
        /update-access-key --access-key-id AKIA….{4} --status Inactive/,
        /AWSDenyAll/,
        /cloudtrail lookup-events/,
        /assume_role/,
        /delete-access-key/,
        /purge it from the history/,
      ),
    );
    expect(finding.advice.at(-1)).toMatch(/purge/);
  });

  test('of a session that may be valid: revoke, review, find out why', () => {
    rising(order(one(triple(NOW), inHistory), /Revoke sessions/, /CloudTrail/, /Find out why/, /purge/));
  });

  test('of a session that has expired: find out why it is written to files, nothing to revoke', () => {
    const finding = one(triple(0), inHistory);
    rising(order(finding, /Find out why/, /CloudTrail/));
    expect(finding.advice.join(' ')).not.toMatch(/evoke/);
  });

  test('of a root key begins in the console, where no policy is needed', () => {
    rising(
      order(one({ ...pair, form: 'root-key-export' }), /root user and deactivate/, /MFA/, /lookup-events/, /Delete/),
    );
  });

  test.for<readonly [Kind, RegExp]>([
    ['aws-bedrock-api-key', /Deactivate it now: `aws iam update-service-specific-credential/],
    ['aws-ses-smtp-password', /^Deactivate the access key that it was made from/],
    ['aws-codecommit-password', /list-service-specific-credentials/],
    ['aws-sso-token', /active sessions in IAM Identity Center/],
    ['aws-ecr-token', /revoke the session/],
  ])('of %s begins with what stops it', ([kind, pattern]) => {
    expect(one(oneString(kind)).advice[0]).toMatch(pattern);
  });

  test('of a service password names its user, if the name is safe in a shell', () => {
    const of = (owner: string) => one({ ...oneString('aws-bedrock-api-key'), facts: { owner } }).advice[0];
    expect(of('BedrockAPIKey-ab12')).toContain('--user-name BedrockAPIKey-ab12`');
    expect(of('bob+1')).toContain('--user-name bob`');
    expect(of('$(reboot)')).toContain('--user-name USER`');
    expect(of('--profile')).toContain('--user-name USER`');
  });

  test('of an id that a log quotes is to look, not to purge', () => {
    const quoted = one(credential({ accessKeyId: ID }, { form: 'audit-log' }), inHistory);
    expect(quoted.advice).toHaveLength(1);
  });

  test('nothing is to be purged that is in no commit', () => {
    expect(one(pair).advice.join(' ')).not.toMatch(/purge/);
    expect(one(pair).advice.join(' ')).toMatch(/Take it out of the files/);
  });

  test('a canary is left alone', () => {
    expect(one({ ...pair, class: 'canary' }).advice.join(' ')).toMatch(/do not test it/);
  });
});

test('what only its randomness speaks for is not called a secret, and looked at first', () => {
  const guess = credential({ secretAccessKey: candidate('secretAccessKey', SECRET, { basis: 'entropy' }) });
  expect(one(guess)).toMatchObject({ severity: 'low', title: expect.stringMatching(/^Perhaps a secret access key/) });
  expect(one(guess).advice[0]).toMatch(/^Look whether/);
  const named = one(credential({ secretAccessKey: SECRET }));
  expect(named.title).toBe('Secret access key without its id.');
  expect(named.advice[0]).toMatch(/^Find the access key/);
});

test('the title of an id that is only quoted says where it is quoted', () => {
  expect(one(credential({ accessKeyId: ID }, { form: 'signed-request' })).title).toMatch(/alone, in a signed request/);
  expect(one(credential({ accessKeyId: ID }, { form: 'audit-log' })).title).toMatch(/alone, in an audit log/);
});

test('the id in a command is the masked one', () => {
  expect(one(pair).advice[0]).toContain(mask('accessKeyId', candidate('accessKeyId', ID).value));
});
