import { expect, test } from 'vitest';
import { findCandidates } from '../../src/detect/find.ts';
import { accessKeyId, BASE64, rng, secretAccessKey, sessionToken } from '../generate/aws.ts';
import { text } from '../generate/random.ts';

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

test('takes no more than ten seconds for 64 KiB of ids, each in base64 in a line of its own', () => {
  const line = () => Buffer.from(accessKeyId({ rng: random, prefix: 'AKIA' })).toString('base64');
  const content = Buffer.from(Array.from({ length: 2250 }, line).join('\n'));
  expect(millisecondsFor(content)).toBeLessThan(10_000);
});
