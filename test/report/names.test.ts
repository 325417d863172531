/** T09, from files to reports: what a name gives out is masked, also where no single part of a path is a secret. */
import { beforeAll, expect, test } from 'vitest';
import { scan } from '../../src/index.ts';
import type { ScanResult } from '../../src/model.ts';
import { accessKeyId, rng, secretWithEdges } from '../generate/aws.ts';
import { makeRepo, type TestRepo } from '../repo.ts';
import { FORMATS, render } from './render.ts';

const random = rng(4096);
/** A pair whose secret has a `/` in its middle, and none that no path can have. */
function pair() {
  const id = accessKeyId({ rng: random, prefix: 'AKIA' });
  const half = () => secretWithEdges(random, '', '').replace(/[/+]/g, 'x').slice(0, 19);
  return { id, secret: `${half()}/${half()}9` };
}
type Pair = ReturnType<typeof pair>;
const text = ({ id, secret }: Pair) => `aws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`;

/** Where the secret of a pair stands in a name, by what is told of it. */
const NAMES: Readonly<Record<string, (repo: TestRepo, one: Pair) => void>> = {
  'spread over a path': (repo, { id, secret }) =>
    repo.write(`AWS_ACCESS_KEY_ID=${id} AWS_SECRET_ACCESS_KEY=${secret}`, 'x'),
  'spread over a path, without a name': (repo, { id, secret }) => repo.write(`${id} ${secret}`, 'x'),
  'in base64': (repo, one) => repo.write(`${Buffer.from(one.secret).toString('base64url')}.txt`, text(one)),
  'in base64, behind others': (repo, one) =>
    repo.write(`${Buffer.from(`k=${one.secret};`).toString('base64url')}.txt`, text(one)),
  'in hexadecimal': (repo, one) => repo.write(`${Buffer.from(one.secret).toString('hex')}.txt`, text(one)),
  'escaped as in a URL': (repo, one) => repo.write(`s=${encodeURIComponent(one.secret)}.txt`, text(one)),
  'escaped twice': (repo, one) => repo.write(`s=${encodeURIComponent(encodeURIComponent(one.secret))}.txt`, text(one)),
  'with another sign for its slash': (repo, one) => repo.write(`${one.secret.replace('/', '_')}.txt`, text(one)),
  'in the name of an author, escaped': (repo, one) => {
    repo.write('author.txt', text(one));
    repo.commit('x', {}, { author: `Eve ${encodeURIComponent(one.secret)}` });
  },
};

const pairs = new Map(Object.keys(NAMES).map(name => [name, pair()]));
const results: ScanResult[] = [];

beforeAll(async () => {
  const repo = makeRepo();
  for (const [name, put] of Object.entries(NAMES)) put(repo, pairs.get(name) as Pair);
  repo.commit('all of it');
  for (const scope of ['scan', 'history'] as const)
    results.push(await scan({ scope, cwd: repo.dir, reader: 'git', cache: false }));
}, 60_000);

test.each(Object.keys(NAMES))('no report shows a secret %s', name => {
  const { id, secret } = pairs.get(name) as Pair;
  const bytes = Buffer.from(secret);
  const halves = secret.split('/');
  const forms = [
    ...halves,
    ...halves.map(half => half.slice(2, -2)),
    ...[0, 1, 2].map(shift =>
      Buffer.concat([Buffer.alloc(shift), bytes])
        .toString('base64url')
        .slice(4, -4),
    ),
    bytes.toString('hex'),
  ];
  for (const result of results) {
    const masked = result.findings.filter(one => one.parts.accessKeyId?.reveal() === id);
    expect(masked).toHaveLength(1);
    for (const format of FORMATS) {
      const report = render(format, result, { verbose: true });
      expect(
        forms.filter(form => report.includes(form)),
        format,
      ).toEqual([]);
    }
  }
});

test('a name that only looks long stays as it is', async () => {
  const path = 'src/main/java/org/apache/hadoop/fs/auth/delegation/SessionTokenBindingTestCase.java';
  const repo = makeRepo();
  repo.write(path, text(pair()));
  expect(render('json', await scan({ scope: 'dir', cwd: repo.dir }))).toContain(path);
});
