/**
 * Long chains of versions that differ by little, near to and far from what makes the finder stop and is no credential: of these
 * the kernel looks at a few bytes only. Trees of which an id or two changes are changed in their place.
 */
import { expect, test } from 'vitest';
import { secretAccessKey } from '../generate/aws.ts';
import { LOOKALIKES } from '../generate/lookalikes.ts';
import { planted } from '../generate/noise.ts';
import { bytes, integer, oneOf, type Rng, rng, text } from '../generate/random.ts';
import { comparable, readByFewWindows, readByPack, readPlainly } from '../git/pack/both-readers.ts';
import { makeFolder, TestRepo } from '../repo.ts';
import { packs, removeAll } from './grown-repository.ts';

const LONG = process.env.KEYSIFT_LONG === '1';
const CASES = LONG ? 400 : 12;
const FIRST = Number(process.env.KEYSIFT_SEED ?? 1);
const VERSIONS = 40;

test(`both readers tell the same of ${CASES} repositories in which little changes at a time`, {
  timeout: 3_600_000,
}, async () => {
  let told = 0;
  for (let seed = FIRST; seed < FIRST + CASES; seed++) {
    const repo = repository(rng(seed));
    expect(packs(repo)).toHaveLength(1);
    const plain = comparable(await readPlainly(repo.dir));
    expect(comparable(await readByPack(repo.dir)), `seed ${seed}`).toEqual(plain);
    expect(comparable(await readByFewWindows(repo.dir)), `seed ${seed}, windows`).toEqual(plain);
    told += plain.told.length;
    removeAll(repo);
  }
  expect(told).toBeGreaterThan(CASES * 5);
});

/** What the finder looks at and mostly refuses; now and then what it takes. */
function loud(random: Rng, takes: boolean): string {
  const kind = random();
  if (takes && kind < 0.4)
    return kind < 0.2 ? planted(random).toString('latin1') : `${filler(random)}${text(random, MIXED, 40)}\n`;
  if (kind < 0.6) return `\n${filler(random)}${oneOf(random, Object.values(LOOKALIKES))(random)}\n`;
  if (kind < 0.9) return pieces(random);
  return Buffer.from(text(random, 'abcdef/ ', integer(random, 10, 40)), 'utf16le').toString('latin1');
}

const MIXED = 'ABCDEFGHIJKLabcdefgh0123456789+/';

/** What stands on the same line, before something else. */
function filler(random: Rng): string {
  return random() < 0.3 ? '' : `${text(random, oneOf(random, [' ', 'abc  ']), integer(random, 0, 200))} `;
}

/** What stands between two strings: the first makes one of them. */
const BETWEEN = ['" + "', '" # "'] as const;

/** A secret in two pieces, one of them too short to be looked at by itself, or two strings. */
function pieces(random: Rng): string {
  const value = secretAccessKey(random);
  const cut = oneOf(random, [13, 27]);
  return `secret_access_key = "${value.slice(0, cut)}${oneOf(random, BETWEEN)}${value.slice(cut)}";\n`;
}

function quiet(random: Rng): string {
  return text(random, 'abcdefghijklmnop      \n"\'=.', integer(random, 0, oneOf(random, [40, 400, 3000])));
}

/** Words by which what stands near is taken for something, or for nothing. */
const WORDS = [
  'aws',
  'secret',
  'AWS_SECRET_ACCESS_KEY',
  'aws_secret_access_key = ',
  '[default]',
  'sha1',
  'commit',
  'integrity',
  'EXAMPLE',
  '"SecretAccessKey": "',
];

/** A place that the finder stops at: the start of a long word, or of two strings. */
function stop(random: Rng, content: Buffer): number {
  const places = [...content.toString('latin1').matchAll(/[A-Za-z0-9+/]{27,}|" [+#] "/g)].map(one => one.index);
  return places.length === 0 ? integer(random, 0, content.length) : oneOf(random, places);
}

/** An edit of a few bytes: near to where the finder stops, or anywhere. */
function edited(random: Rng, old: Buffer, takes: boolean): Buffer {
  const place = stop(random, old);
  const anywhere = integer(random, 0, old.length);
  const at = Math.max(
    0,
    Math.min(
      old.length,
      random() < 0.7 ? place + oneOf(random, [-1, 1]) * integer(random, 0, oneOf(random, [30, 300, 900])) : anywhere,
    ),
  );
  const kind = random();
  const start = old.subarray(0, at);
  if (random() < 0.25) {
    const line = old.lastIndexOf('\n', place) + 1;
    const label = random() < 0.5 ? `${oneOf(random, WORDS)} ` : '';
    const gone = label === '' ? integer(random, 0, 30) : 0;
    return Buffer.concat([old.subarray(0, line), Buffer.from(label), old.subarray(Math.min(place, line + gone))]);
  }
  if (kind < 0.25) return Buffer.concat([start, Buffer.from(oneOf(random, WORDS)), old.subarray(at)]);
  if (kind < 0.4)
    return Buffer.concat([
      start,
      Buffer.from(text(random, 'abcXYZ019+/= \n"', integer(random, 1, 6))),
      old.subarray(at),
    ]);
  if (kind < 0.55) return Buffer.concat([start, old.subarray(at + integer(random, 1, 12))]);
  if (kind < 0.65) {
    const other = Buffer.from(text(random, 'abcXYZ019+/= \n"\0', integer(random, 1, 20)));
    return Buffer.concat([start, other, old.subarray(at + other.length)]);
  }
  if (kind < 0.85) {
    const [from, to] = random() < 0.5 ? BETWEEN : BETWEEN.toReversed();
    const found = old.indexOf(from!, Math.max(0, place - 3));
    if (found >= 0) return Buffer.concat([old.subarray(0, found), Buffer.from(to!), old.subarray(found + to!.length)]);
  }
  const added = random() < 0.6 ? loud(random, takes) : quiet(random);
  return Buffer.concat([start, Buffer.from(added, 'latin1'), old.subarray(at)]);
}

function repository(random: Rng): TestRepo {
  const repo = new TestRepo(makeFolder('changes'));
  repo.git('init', '-q', '--bare', '.');
  const files = new Map<string, Buffer>();
  // What is made of something that is taken is looked at in another way.
  const takes = random() < 0.3;
  for (let i = integer(random, 2, 40); i > 0; i--) {
    let made = quiet(random);
    for (let places = integer(random, 0, 4); places > 0; places--) made += loud(random, takes) + quiet(random);
    files.set(name(random), Buffer.from(made, 'latin1'));
  }
  const favourite = oneOf(random, [...files.keys()]);
  const stream: Buffer[] = [];
  for (let version = 0; version < VERSIONS; version++) {
    const when = 1_700_000_000 + version * 60;
    stream.push(Buffer.from(`commit refs/heads/main\ncommitter C <c@example.invalid> ${when} +0000\ndata 1\nv\n`));
    if (version === 0) for (const [path, content] of files) stream.push(entry(path, content));
    const path = random() < 0.7 && files.has(favourite) ? favourite : oneOf(random, [...files.keys()]);
    const content = edited(random, files.get(path)!, takes);
    files.set(path, content);
    stream.push(entry(path, content));
    if (random() < 0.2) {
      // Two names change so that the tree keeps its length, or one does.
      const old = oneOf(random, [...files.keys()]);
      const other = random() < 0.5 ? `${old.slice(0, -1)}${oneOf(random, ['x', 'y', 'z'])}` : name(random);
      stream.push(Buffer.from(`R ${old} ${other}\n`));
      files.set(other, files.get(old)!);
      if (other !== old) files.delete(old);
    }
    if (random() < 0.1) {
      const id = random() < 0.5 ? '1234567890'.repeat(4) : bytes(random, 20).toString('hex');
      stream.push(Buffer.from(`M 160000 ${id} module\n`));
    }
  }
  repo.gitWith({ input: Buffer.concat(stream) }, 'fast-import', '--quiet', '--force');
  repo.git(
    '-c',
    'pack.threads=1',
    'repack',
    '-q',
    '-a',
    '-d',
    '-f',
    `--depth=${oneOf(random, [5, 50])}`,
    '--window=30',
  );
  return repo;
}

function name(random: Rng): string {
  const plain = text(random, 'abcdefghij', integer(random, 1, 12));
  return random() < 0.1 ? `${plain}${text(random, 'ABCDabcd0123', 24)}` : plain;
}

function entry(path: string, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`M 100644 inline ${path}\ndata ${content.length}\n`), content, Buffer.from('\n')]);
}
