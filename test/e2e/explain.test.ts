/** `keysift explain`, as a person uses it after a scan: by the fingerprint that the report shows. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { accessKeyId, rng, secretAccessKey } from '../generate/aws.ts';
import { makeFolder, TestRepo } from '../repo.ts';
import { keysift, keysiftJson } from './keysift.ts';

const random = rng(71);
const id = accessKeyId({ rng: random, prefix: 'AKIA' });
const secret = secretAccessKey(random);
const folder = makeFolder('explain');
const report = join(makeFolder('report'), 'report.json');
let fingerprint = '';

beforeAll(async () => {
  writeFileSync(join(folder, '.env'), `AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${secret}\n`);
  const scanned = await keysiftJson([folder]);
  fingerprint = scanned.report.findings[0].fingerprint;
  writeFileSync(report, scanned.stdout);
});

describe('the story of one finding', () => {
  test('scans again, exits 0 and shows no secret', async () => {
    const { code, stdout, stderr } = await keysift(['explain', fingerprint, folder]);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^What it is\n {2}Long-term AWS access key AKIA….{4} with its secret/);
    expect(stdout).toMatch(/In the credential provider chain\n {2}Found in an environment file/);
    expect(stdout).not.toContain(secret);
    expect(stdout).not.toContain(id);
    expect(code).toBe(0);
  });

  test('is the same from a report, by the first four digits', async () => {
    const [fresh, told] = await Promise.all([
      keysift(['explain', fingerprint, folder]),
      keysift(['explain', fingerprint.slice(0, 4), '--from', report]),
    ]);
    expect(told.stdout).toBe(fresh.stdout);
    expect(told.code).toBe(0);
  });

  test.for([
    [['explain', '0000000000000000', folder], /no finding has the fingerprint/],
    [['explain', 'xyz', folder], /hexadecimal digits/],
    [['explain', '0000', '--from', join(folder, 'none.json')], /cannot be read/],
    [['explain', '0000', '--from', join(folder, '.env')], /no JSON or JSONL report/],
  ] as const)('%j exits 2 with one line that says what is wrong', async ([args, message]) => {
    const { code, stdout, stderr } = await keysift(args);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(message);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });
});

describe('of an incomplete scan', () => {
  const deep = new TestRepo(makeFolder('deep')).write('.env', `AWS_ACCESS_KEY_ID=${id}\n`);
  let bytes = Buffer.from('x');
  for (let i = 0; i < 12; i++) bytes = gzipSync(bytes);
  deep.write('deep.gz', bytes);

  test('the story is told and ends with 2, unless what was not read is accepted', async () => {
    const { code, stdout, stderr } = await keysift(['explain', fingerprint, deep.dir]);
    expect(stdout).toMatch(/^What it is\n/);
    expect(stderr).toBe('keysift: the scan was incomplete: what was not read may hold more of it\n');
    expect(code).toBe(2);
    const accepted = await keysift(['explain', fingerprint, deep.dir, '--accept-unread', 'archive-bound']);
    expect([accepted.code, accepted.stderr]).toEqual([0, '']);
  });

  test('a finding that is not there may stand in what was not read', async () => {
    const { code, stderr } = await keysift(['explain', '0000000000000000', deep.dir]);
    expect(stderr).toMatch(/^keysift: no finding has .* \(the scan was incomplete: [^\n]*\n$/);
    expect(code).toBe(2);
  });

  test.for(['json', 'jsonl'])('its report as %s tells the same', async format => {
    const scanned = await keysift([deep.dir, '--format', format]);
    const path = join(makeFolder('report'), 'report');
    writeFileSync(path, scanned.stdout);
    const { code, stdout, stderr } = await keysift(['explain', fingerprint, '--from', path]);
    expect(stdout).toMatch(/^What it is\n/);
    expect(stderr).toMatch(/the scan was incomplete/);
    expect(code).toBe(2);
  });

  test('a report without a receipt proves nothing', async () => {
    const { receipt: _, ...rest } = JSON.parse(readFileSync(report, 'utf8'));
    const path = join(makeFolder('report'), 'report');
    writeFileSync(path, JSON.stringify(rest));
    expect((await keysift(['explain', fingerprint, '--from', path])).code).toBe(2);
  });
});

test.for(['--format', '--output', '--fail-on', '--show-secrets'])(
  'takes no %s, which would do nothing',
  async option => {
    const { code, stdout, stderr } = await keysift(['explain', fingerprint, folder, option, 'x']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^keysift: Unknown arguments?: [^\n]*\n$/);
  },
);
