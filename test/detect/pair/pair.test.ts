import { describe, expect, test } from 'vitest';
import { scanContent } from '../../../src/detect/find/content.ts';
import type { Credential } from '../../../src/model.ts';
import { accessKeyId, rng, secretAccessKey, sessionToken } from '../../generate/aws.ts';

const random = rng(42);
const ACCOUNT = '629609065308';
const issuedAt = Date.UTC(2024, 2, 2, 9, 15, 23);
const ids = Array.from({ length: 4 }, () => accessKeyId({ rng: random, prefix: 'AKIA' }));
const temporary = accessKeyId({ rng: random, prefix: 'ASIA', account: ACCOUNT });
const secrets = Array.from({ length: 4 }, () => secretAccessKey(random));
const token = sessionToken(random, { account: ACCOUNT, issuedAt });
const [idA, idB] = ids as [string, string];
const [secretA, secretB] = secrets as [string, string];

function scan(text: string): readonly Credential[] {
  return scanContent(Buffer.from(text)).credentials;
}

/** Pairs as `0-0`: index of the id and of its secret. */
function pairsOf(text: string): string[] {
  return scan(text).map(one => {
    const [id, secret] = [one.parts.accessKeyId, one.parts.secretAccessKey];
    return `${id ? ids.indexOf(id.value.reveal()) : ''}-${secret ? secrets.indexOf(secret.value.reveal()) : ''}`;
  });
}

describe('pairing', () => {
  test.each([
    [
      'an ini section each',
      `[a]\naws_access_key_id = ${idA}\naws_secret_access_key = ${secretA}\n\n[b]\naws_access_key_id = ${idB}\naws_secret_access_key = ${secretB}\n`,
    ],
    [
      'secrets first',
      `A:\n  secret_key: ${secretA}\n  access_key: ${idA}\n\nB:\n  secret_key: ${secretB}\n  access_key: ${idB}\n`,
    ],
    [
      'objects',
      JSON.stringify([
        { accessKeyId: idA, secretAccessKey: secretA },
        { secretAccessKey: secretB, accessKeyId: idB },
      ]),
    ],
    [
      'rows of a CSV export',
      `User name,Access key ID,Secret access key\r\nann,${idA},${secretA}\r\nbob,${idB},${secretB}\r\n`,
    ],
    [
      'ids first, told apart by name',
      `DEV_AWS_ACCESS_KEY_ID=${idA}\nPROD_AWS_ACCESS_KEY_ID=${idB}\nDEV_AWS_SECRET_ACCESS_KEY=${secretA}\nPROD_AWS_SECRET_ACCESS_KEY=${secretB}\n`,
    ],
    [
      'names that cross',
      `PROD_ID=${idA}\nDEV_ID=${idB}\nDEV_SECRET_ACCESS_KEY=${secretB}\nPROD_SECRET_ACCESS_KEY=${secretA}\n`,
    ],
    [
      'constructor calls',
      `a = new BasicAWSCredentials("${idA}", "${secretA}");\nb = new BasicAWSCredentials("${idB}", "${secretB}");\n`,
    ],
  ])('gives each of two ids its own secret: %s', (_, text) => {
    expect(pairsOf(text).sort()).toEqual(['0-0', '1-1']);
  });

  test('gives each of four ids the secret of its name, though all of them cross', () => {
    const names = ['DEV', 'STG', 'QA', 'PROD'];
    const lines = names.map((name, at) => `${name}_AWS_ACCESS_KEY_ID=${ids[at]}`);
    const crossed = names.map((name, at) => `${name}_AWS_SECRET_ACCESS_KEY=${secrets[at]}`).reverse();
    expect(pairsOf([...lines, ...crossed, ''].join('\n')).sort()).toEqual(['0-0', '1-1', '2-2', '3-3']);
  });

  test('does not pair an id with a secret of another name only because it is alone', () => {
    expect(pairsOf(`${idA}\n${'\n'.repeat(4000)}x = "${secretA}"\n`).sort()).toEqual(['-0', '0-']);
  });

  test('pairs the only id and the only named secret of a content however far apart, and says so', () => {
    const [one] = scan(`aws_access_key_id=${idA}\n${'# comment\n'.repeat(9000)}aws_secret_access_key=${secretA}\n`);
    expect(one?.pairing).toBe('far');
    expect(one?.confidence).toBe('medium');
  });

  test('leaves a real secret beside an example id alone, so that it is not taken for an example', () => {
    const example = ['AKIA', 'IOSFODNN7', 'EXAMPLE'].join('');
    const found = scan(`aws_access_key_id = ${example}\naws_secret_access_key = ${secretA}\n`);
    expect(found.map(one => [one.kind, one.class])).toEqual([
      ['aws-access-key', 'example'],
      ['aws-secret-access-key', 'live'],
    ]);
  });

  test('joins id, secret and token, and takes the expiry beside them', () => {
    const text = JSON.stringify({
      Credentials: {
        AccessKeyId: temporary,
        SecretAccessKey: secretA,
        SessionToken: token,
        Expiration: '2024-03-02T21:15:23Z',
      },
    });
    const [one, ...rest] = scan(text);
    expect(rest).toEqual([]);
    expect(Object.keys(one?.parts ?? {}).sort()).toEqual(['accessKeyId', 'secretAccessKey', 'sessionToken']);
    expect(one).toMatchObject({ lifetime: 'temporary', pairing: 'structure', facts: { account: ACCOUNT, issuedAt } });
    expect(one?.facts.expiresAt).toBe(Date.UTC(2024, 2, 2, 21, 15, 23));
  });

  test.each([
    ['epoch seconds', 1_709_414_123, 1_709_414_123_000],
    ['epoch seconds with a fraction', 1_709_414_123.5, 1_709_414_123_500],
    ['epoch milliseconds', 1_709_414_123_000, 1_709_414_123_000],
  ])('reads an expiry in %s', (_, written, time) => {
    const [one] = scan(
      JSON.stringify({ accessKeyId: temporary, secretKey: secretA, sessionToken: token, expiration: written }),
    );
    expect(one?.facts.expiresAt).toBe(time);
  });

  test('does not join a token whose account is not that of the id', () => {
    const other = sessionToken(random, { account: '210987654321', issuedAt });
    const found = scan(
      `AWS_ACCESS_KEY_ID=${temporary}\nAWS_SECRET_ACCESS_KEY=${secretA}\nAWS_SESSION_TOKEN=${other}\n`,
    );
    expect(found.map(one => one.kind).sort()).toEqual(['aws-access-key', 'aws-session-token']);
  });

  test('does not give a token to a long-term key', () => {
    const found = scan(`id=${idA}\nAWS_SECRET_ACCESS_KEY=${secretA}\nAWS_SESSION_TOKEN=${token}\n`);
    expect(found.find(one => one.parts.accessKeyId)?.parts.sessionToken).toBeUndefined();
  });

  test('tells of a random text near a pair as such, not as a secret with a name', () => {
    const found = scan(`('${idA}', '${secretA}')\nchecked = "${secretB}"\n`);
    expect(found.map(one => one.basis)).toEqual(['structure', 'entropy']);
  });
});
