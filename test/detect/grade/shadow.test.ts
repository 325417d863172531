/** Safer sources that a file names beside a key, from the bytes of real places to the advice. */
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { scanContent } from '../../../src/detect/find/content.ts';
import { ContentStream } from '../../../src/detect/find/content-stream.ts';
import { sourcesNamedIn } from '../../../src/detect/grade/shadow.ts';
import { scan } from '../../../src/index.ts';
import type { Finding } from '../../../src/model.ts';
import { accessKeyId, rng, secretAccessKey } from '../../generate/aws.ts';
import { makeRepo } from '../../repo.ts';

const random = rng(83);
const task = (): string =>
  JSON.stringify(
    {
      family: 'api',
      containerDefinitions: [
        {
          name: 'api',
          environment: [
            { name: 'AWS_ACCESS_KEY_ID', value: accessKeyId({ rng: random, prefix: 'AKIA' }) },
            { name: 'AWS_SECRET_ACCESS_KEY', value: secretAccessKey(random) },
          ],
          logConfiguration: { options: { 'awslogs-group': 'x'.repeat(2000) } },
        },
      ],
      taskRoleArn: 'arn:aws:iam::212345678903:role/api',
    },
    null,
    2,
  );

describe('a task definition with keys and a task role', () => {
  let findings: readonly Finding[] = [];
  beforeAll(async () => {
    const repo = makeRepo();
    repo.commit('add', { 'committed/taskdef.json': task() });
    repo.write('staged/taskdef.json', task());
    repo.git('add', '--all');
    repo.remove('staged/taskdef.json');
    repo.write('worktree/taskdef.json', task());
    findings = (await scan({ paths: [repo.dir] })).findings;
  });

  test.for(['committed', 'staged', 'worktree'])('is told that the role is never used: %s', folder => {
    const mine = findings.filter(one => one.sightings.some(place => place.path.startsWith(folder)));
    expect(mine.length).toBeGreaterThan(0);
    expect(mine.flatMap(one => one.advice).join(' ')).toMatch(/the task role is never used while this key is there/);
  });
});

test('what a content names changes nothing of what is found in it', () => {
  const bytes = Buffer.from(task());
  expect(scanContent(bytes).credentials.some(one => one.shadowed)).toBe(false);
  const stream = new ContentStream();
  stream.push(bytes);
  const [first] = stream.end().credentials;
  expect(first?.shadowed).toEqual(['taskRoleArn']);
});

test('a member of an archive is searched for names as it is scanned', () => {
  expect(scanContent(gzipSync(Buffer.from(task()))).credentials[0]?.shadowed).toEqual(['taskRoleArn']);
});

test('a content of more than a mebibyte is not searched for names', () => {
  const name = 'taskRoleArn ';
  expect(sourcesNamedIn(Buffer.from(name.padEnd(1 << 20)))).toEqual(['taskRoleArn']);
  expect(sourcesNamedIn(Buffer.from(name.padEnd((1 << 20) + 1)))).toEqual([]);
});
