import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scanContent } from '../../../src/detect/find/content.ts';
import { findAll, findCandidates } from '../../../src/detect/find/find.ts';
import { isCandidate } from '../../../src/detect/find/found.ts';
import { REACH, WINDOW } from '../../../src/detect/find/window.ts';
import type { Found } from '../../../src/model.ts';
import { accessKeyId, rng, secretAccessKey, sessionToken } from '../../generate/aws.ts';
import { encodedTwice } from '../../generate/encoded-twice.ts';
import { inLayers } from '../../generate/layers.ts';
import { contentWithLeaks, noise } from '../../generate/noise.ts';
import { integer, oneOf, type Rng } from '../../generate/random.ts';
import { rows } from '../../generate/rows.ts';
import { someWritten } from '../../generate/written.ts';

const LONG = process.env.KEYSIFT_LONG === '1';
const RUNS = LONG ? 20_000 : 120;

/** All of what was found, its value included, and its place relative to `shift`. */
function told(one: Found, shift = 0): string {
  const value = isCandidate(one) ? one.value.reveal() : '';
  return JSON.stringify({ ...one, value, start: one.start - shift, end: one.end - shift });
}

function toldAll(found: readonly Found[]): string[] {
  return found.map(one => told(one));
}

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

const leaks = (random: Rng) => contentWithLeaks(random, integer(random, 1, 6), random() < 0.1 ? 12_000 : 700);

describe('the contract of the finder', { timeout: LONG ? 3_600_000 : 60_000 }, () => {
  test('a zone gives what the whole gives, of it what touches the zone', () => {
    fc.assert(
      fc.property(seeds, seed => {
        const random = rng(seed);
        const bytes = oneOf(random, [leaks, leaks, leaks, someWritten, rows])(random);
        const whole = findAll(bytes);
        for (let zone = 0; zone < 6; zone++) {
          const from = integer(random, 0, bytes.length);
          const to = Math.min(bytes.length, from + integer(random, 0, random() < 0.5 ? 60 : 3000));
          const touching = whole.filter(one => one.start < to && one.end > from);
          expect(toldAll(findAll(bytes, from, to)), `seed ${seed}, zone ${from} to ${to}`).toEqual(toldAll(touching));
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('a zone gives of tokens in pieces what the whole gives, however they are broken and wrapped', () => {
    fc.assert(
      fc.property(seeds, seed => {
        const random = rng(seed);
        const bytes = oneOf(random, [inLayers, encodedTwice])(random);
        const whole = findAll(bytes);
        for (let zone = 0; zone < 6; zone++) {
          // Where a token ends its zone has to look back furthest.
          const one = random() < 0.6 ? whole[integer(random, 0, whole.length)] : undefined;
          const from = one ? integer(random, one.start, one.end - 1) : integer(random, 0, bytes.length);
          const to = Math.min(bytes.length, from + integer(random, 1, random() < 0.7 ? 40 : 2000));
          const touching = whole.filter(two => two.start < to && two.end > from);
          expect(toldAll(findAll(bytes, from, to)), `seed ${seed}, zone ${from} to ${to}`).toEqual(toldAll(touching));
        }
      }),
      { numRuns: 10 * RUNS },
    );
  });

  test.each([
    ['leaks', 1, leaks],
    ['packed contents in texts', 1, someWritten],
    ['rows of a database', 1, rows],
    ['tokens in pieces', 10, inLayers],
    ['keys in base64 in base64', 10, encodedTwice],
  ] as const)('a candidate depends on its window only: %s', (_, times, contentOf) => {
    fc.assert(
      fc.property(seeds, seed => {
        const random = rng(seed);
        const bytes = contentOf(random);
        for (const one of findAll(bytes)) {
          const [from, to] = [Math.max(0, one.start - WINDOW), Math.min(bytes.length, one.end + WINDOW)];
          const atStart = one.start - WINDOW < 0;
          const atEnd = one.end + WINDOW > bytes.length;
          const before = atStart ? Buffer.alloc(0) : noise(random, 900);
          const after = atEnd ? Buffer.alloc(0) : noise(random, 900);
          // A run that goes on beyond the window is the reader's to follow; here it must end.
          const other = Buffer.concat([before, bytes.subarray(from, to), after]);
          const shift = before.length - from;
          const found = findAll(other).filter(two => two.start - shift === one.start && two.end - shift === one.end);
          expect(
            found.map(two => told(two, shift)),
            `seed ${seed}, ${one.role} at ${one.start}`,
          ).toContain(told(one));
        }
      }),
      { numRuns: times * RUNS },
    );
  });

  test('a candidate spans at most REACH, lies in the content, and they come in order', () => {
    fc.assert(
      fc.property(seeds, seed => {
        const random = rng(seed);
        const bytes = contentWithLeaks(random, 4, 2000);
        let last = 0;
        for (const one of findCandidates(bytes)) {
          expect(one.start).toBeGreaterThanOrEqual(last);
          expect(one.end).toBeLessThanOrEqual(bytes.length);
          expect(one.end - one.start).toBeLessThanOrEqual(REACH);
          last = one.start;
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('finds a key id at any offset of any noise that does not extend it', () => {
    fc.assert(
      fc.property(seeds, seed => {
        const random = rng(seed);
        const id = accessKeyId({ rng: random, prefix: random() < 0.5 ? 'AKIA' : 'ASIA' });
        const before = Buffer.concat([noise(random, 3000), Buffer.from(' ')]);
        const bytes = Buffer.concat([before, Buffer.from(id), Buffer.from(' '), noise(random, 3000)]);
        const found = findCandidates(bytes).find(one => one.start === before.length && one.role === 'accessKeyId');
        expect(found?.value.reveal(), `seed ${seed}`).toBe(id);
      }),
      { numRuns: RUNS },
    );
  });

  test('throws for no bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), fc.nat(3000), fc.nat(3000), (array, a, b) => {
        findCandidates(Buffer.from(array), Math.min(a, b), Math.max(a, b));
      }),
      { numRuns: RUNS },
    );
  });
});

test('an escape outside the window of a secret changes nothing of its verdict', () => {
  const random = rng(5);
  const [id, secret] = [accessKeyId({ rng: random, prefix: 'AKIA' }), secretAccessKey(random)];
  for (const gap of [150, 220, 230, 250]) {
    const content = `${'x '.repeat(600)}${id}${' -'.repeat(gap / 2)}"${secret}" ${'y '.repeat(360)}`;
    const verdicts = [content, content.replace(/y y $/, 'y%20')].map(one =>
      findCandidates(Buffer.from(one)).map(({ role, confidence, basis }) => [role, confidence, basis]),
    );
    expect(verdicts[1], `gap ${gap}`).toEqual(verdicts[0]);
  }
});

test('an id in UTF-16 is not named by a run that its window cuts short, nor by one in the other half of the pairs', () => {
  const random = rng(1415);
  const wide = (text: string) => Buffer.from(text, 'utf16le');
  const [whole = '', split = ''] = [0, 1].map(() => accessKeyId({ rng: random, prefix: 'ASIA' }));
  const pieces = split.replace(/.{5}(?=.)/g, '$&" + "');
  let [found, lost] = [0, 0];
  for (let gap = 20; gap <= 140; gap++) {
    const odd = Buffer.from('.');
    const before = Buffer.concat([
      wide(`${'aQ3'.repeat(30)}${'.'.repeat(gap)}`),
      odd,
      wide(` ${whole} `),
      odd,
      wide(' x = "'),
    ]);
    const content = Buffer.concat([before, wide(`${pieces}"`)]);
    const ids = [content, content.subarray(before.length - WINDOW)].map(bytes =>
      findCandidates(bytes).some(one => one.value.reveal() === split),
    );
    expect(ids[0], `gap ${gap}`).toBe(ids[1]);
    if (ids[0]) found++;
    else lost++;
  }
  expect(found).toBeGreaterThan(20);
  expect(lost).toBeGreaterThan(20);
});

test('where a token ends does not depend on how a long line behind it ends, and it is followed over long lines', () => {
  const random = rng(910_777);
  const token = sessionToken(random, { issuedAt: Date.UTC(2024, 2, 2), sealedBytes: 1500 }).replace(/=*$/, '');
  const digits = secretAccessKey(random).repeat(300);
  const ends = (line: string, cut: number) =>
    findCandidates(Buffer.from(`AWS_SESSION_TOKEN=${token.slice(0, cut)}\n${line}`)).map(one => one.end - 18);
  for (const length of [300, 3000, 11_000]) {
    const line = digits.slice(0, length);
    for (const behind of ['', '"', '_', ' = x', '\n']) expect(ends(line + behind, 599), behind).toContain(599);
  }
  for (const width of [76, 240, 300]) {
    const lines = token.replace(new RegExp(`.{${width}}`, 'g'), '$&\n');
    const [first] = scanContent(Buffer.from(`AWS_SESSION_TOKEN=${lines}\n`)).credentials;
    expect(first?.parts.sessionToken?.value.reveal(), `width ${width}`).toBe(token);
  }
});

test('a value in pieces is found from any byte of it, in a string of JSON and in UTF-16 too', () => {
  const random = rng(245);
  const [id, secret] = [accessKeyId({ rng: random, prefix: 'AKIA' }), secretAccessKey(random)];
  const inPieces = (value: string, size: number, join: string) =>
    value.replace(new RegExp(`.{${size}}(?=.)`, 'g'), (one: string) => `${one}"${join}"`);
  const contents: [Buffer, string][] = [];
  const [near, far] = [' '.repeat(4), ' '.repeat(51)];
  for (const join of [`\n${near}`, `\n${far}`, `\r\n${near}`, ` + \\\n${far}`, `\n${near}+ `]) {
    const text = `id = "${inPieces(id, 5, ' + ')}"; aws_secret = "${inPieces(secret, 10, join)}"\n`;
    contents.push([Buffer.from(text), secret], [Buffer.from(JSON.stringify(text)), secret]);
  }
  const wide = `${'aQ3'.repeat(20)}${' '.repeat(70)}id = "${inPieces(id, 10, `\n${' '.repeat(56)}+ `)}"`;
  contents.push([Buffer.from(wide, 'utf16le'), id]);
  const token = sessionToken(random, { issuedAt: Date.UTC(2024, 2, 2), sealedBytes: 400 }).slice(0, 450);
  const [head, lines, rest] = [token.slice(0, 40), token.slice(0, 380).replace(/.{76}/g, '$&\n'), token.slice(380)];
  const joined = `${head}" + "${inPieces(token.slice(40), 12, ' + ')}`;
  for (const text of [joined, lines + inPieces(rest, 12, '\n    ')])
    contents.push([Buffer.from(`aws_session_token = "${text}"\n`), token]);
  for (const [content, value] of contents) {
    const whole = findCandidates(content);
    expect(whole.map(one => one.value.reveal())).toContain(value);
    for (let at = 0; at < content.length; at++) {
      const touching = whole.filter(one => one.start <= at && one.end > at);
      expect(toldAll(findCandidates(content, at, at + 1)), `at ${at}`).toEqual(toldAll(touching));
    }
  }
});

test('what stands behind a long run of UTF-16 is found, however long the run is', () => {
  const random = rng(1052);
  const [id, secret] = [accessKeyId({ rng: random, prefix: 'AKIA' }), secretAccessKey(random)];
  const pieces = (value: string) => value.replace(/.{10}(?=.)/g, (one: string) => `${one}" + "`);
  const leak = `"${pieces(id)}"; aws_secret = "${pieces(secret)}"`;
  for (const length of [100, 4000, 4200, 8200, 30_000]) {
    const run = 'f3YQGmtDTj0uhZX7jbs8'.repeat(length / 20);
    const found = findCandidates(Buffer.from(`${run}"}${leak}`, 'utf16le')).map(one => one.value.reveal());
    expect(found, `${length} characters`).toEqual([id, secret]);
  }
});

test('a join far from a wrapped token adds nothing to what is told of it', () => {
  const token = sessionToken(rng(1772), { issuedAt: Date.UTC(2024, 2, 2), sealedBytes: 900 });
  const lines = `AWS_SESSION_TOKEN=${token.replace(/.{76}/g, '$&\n')}\n`;
  for (const text of [lines, Buffer.from(lines).toString('base64')]) {
    const alone = findCandidates(Buffer.from(`x = ${text}`));
    expect(alone.map(one => one.role)).toEqual(['sessionToken']);
    for (const far of ['"some text" + "and more"', `${'=41'.repeat(24)}=\nmore of the line`]) {
      const beside = findCandidates(Buffer.from(`x = ${text}${'. '.repeat(20)}\n${far}\n`));
      expect(toldAll(beside), far).toEqual(toldAll(alone));
    }
  }
});

test('a block of base64 goes on in the next line, or not, wherever the content is cut for a look', () => {
  const random = rng(2744);
  let found = 0;
  for (let length = 10_000; length <= 50_000; length += 2700) {
    const token = sessionToken(random, { issuedAt: Date.UTC(2024, 2, 2), sealedBytes: 3000 });
    const before = 'the lines of a file '.repeat(Math.ceil(length / 20));
    const all = Buffer.from(`${before}aws_session_token = ${token}`).toString('base64');
    const line = all.replace(/=+$/, '');
    for (const more of [100, 5000, 30_000]) {
      // The last digit of the block stands in the next line, which is short or long.
      const rest = line.slice(-1) + 'bGluZXMgb2YgYSBmaWxl'.repeat(Math.ceil(more / 20)).slice(0, more);
      const content = Buffer.from(`data = ${line.slice(0, -1)}\n${rest}\n`);
      const whole = findCandidates(content);
      found += whole.length;
      for (let from = 0; from < content.length; from += 2048) {
        const to = Math.min(content.length, from + 2048);
        const touching = whole.filter(one => one.start < to && one.end > from);
        expect(toldAll(findCandidates(content, from, to)), `${length}, ${more}, from ${from}`).toEqual(
          toldAll(touching),
        );
      }
    }
  }
  expect(found).toBeGreaterThan(20);
});
