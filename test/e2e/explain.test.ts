/** `keysift explain`, as a person uses it after a scan: by the fingerprint that the report shows. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { accessKeyId, rng, secretAccessKey } from '../generate/aws.ts';
import { makeFolder } from '../repo.ts';
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
