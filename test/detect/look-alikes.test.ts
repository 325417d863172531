import { expect, test } from 'vitest';
import { findCandidates } from '../../src/detect/find/find.ts';
import { BASE64, type Rng, rng, secretAccessKey } from '../generate/aws.ts';
import { integer, oneOf, text } from '../generate/random.ts';

const HEX = '0123456789abcdef';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const COUNT = 1000;

const word = (random: Rng) => text(random, LETTERS, integer(random, 3, 9));
const capital = (random: Rng) => word(random).replace(/^./, one => one.toUpperCase());
/** Words, each made by `make`, joined and cut to a length of 40. */
const ofForty = (random: Rng, make: (random: Rng) => string, joiner: string) =>
  Array.from({ length: 16 }, () => make(random))
    .join(joiner)
    .slice(0, 40);

const lookAlikes: Readonly<Record<string, (random: Rng) => string>> = {
  'git object ids': random => `commit ${text(random, HEX, 40)}`,
  'object ids in a secret slot': random => `secret_key = "${text(random, HEX, 40)}"`,
  'SHA-256 digests': random => `sha256: ${text(random, HEX, 64)}`,
  'upper case digests': random => `digest="${text(random, HEX, 40).toUpperCase()}"`,
  'integrity of lock files': random => `"integrity": "sha512-${text(random, BASE64, 86)}=="`,
  'integrity by SHA-1': random => `"integrity": "sha1-${text(random, BASE64, 27)}="`,
  'names in camel case': random => `call(${ofForty(random, capital, '')})`,
  'paths of forty characters': random => `"${ofForty(random, word, '/')}"`,
  'JSON web tokens': random =>
    `eyJ${text(random, BASE64, 33)}.eyJ${text(random, BASE64, 90)}.${text(random, BASE64, 43)}`,
  'lines of a certificate': random => Array.from({ length: 6 }, () => text(random, BASE64, 64)).join('\n'),
  'the last line of a certificate': random => `${text(random, BASE64, 64)}\n${text(random, BASE64, 40)}\n-----END`,
  'data URLs': random => `url(data:font/woff2;base64,${text(random, BASE64, 400)})`,
  'keys of Rails': random => `secret_key_base: ${secretAccessKey(random)}`,
  'client secrets': random => `client_secret = "${secretAccessKey(random)}"`,
  'hashes by name': random => `password_hash: '${secretAccessKey(random)}'`,
  'tokens of GitHub': random => `ghp_${text(random, BASE64.slice(0, 62), 36)}`,
  UUIDs: random => [8, 4, 4, 4, 12].map(length => text(random, HEX, length)).join('-'),
  'resource ids': random =>
    `${oneOf(random, ['AIDA', 'AROA', 'AGPA', 'ANPA'])}${text(random, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 17)}`,
  'words with a prefix inside': random => `TODAYIN${'ASIA'}${text(random, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 19)}`,
  DNA: random => text(random, 'ACGT', 200),
};

test.each(Object.entries(lookAlikes))('takes no %s for a part of a key', (_, make) => {
  for (let seed = 1; seed <= COUNT; seed++) {
    const content = ` ${make(rng(seed))} \n`;
    const found = findCandidates(Buffer.from(content)).filter(one => one.class === 'live');
    expect(
      found.map(one => one.role),
      `seed ${seed}`,
    ).toEqual([]);
  }
});
