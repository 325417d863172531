import { describe, expect, test } from 'vitest';
import { scanContent } from '../../src/detect/find/content.ts';
import { accessKeyId, rng, secretAccessKey, sessionToken } from '../generate/aws.ts';
import { inPieces, quotedPrintable } from '../generate/noise.ts';

const random = rng(21);
const id = accessKeyId({ rng: random, prefix: 'AKIA' });
const secret = secretAccessKey(random);
const pair = [{ accessKeyId: id, secretAccessKey: secret }];
const file = `[default]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`;
const base64 = (of: string | Buffer) => Buffer.from(of as string).toString('base64');

/** The values of every credential in `content`. */
function found(content: string): Record<string, string>[] {
  return scanContent(Buffer.from(content)).credentials.map(one =>
    Object.fromEntries(Object.entries(one.parts).map(([role, part]) => [role, part.value.reveal()])),
  );
}

test('joins the lines of quoted-printable text that Python fills beyond 76 characters', () => {
  for (const width of [75, 76, 77]) {
    const filled = `${'x'.repeat(width - 30)}secret access key: ${secret.slice(0, 11)}=\n${secret.slice(11)}\n`;
    expect(found(`id: ${id}\n${filled}`), `${width}`).toEqual(pair);
  }
});

describe('string literals', () => {
  const code = (count: number, joiner?: string) =>
    `const id = ${inPieces(id, count, joiner)};\nconst secretAccessKey = ${inPieces(secret, count, joiner)};\n`;

  test.each([2, 3, 4, 5])('that hold an id and its secret in %d pieces each are joined', count => {
    expect(found(code(count))).toEqual(pair);
    expect(found(code(count, '" .\n    "'))).toEqual(pair);
  });

  test.each([25, 51, 64])('are joined where the next line is aligned by %d blanks', count => {
    const blanks = ' '.repeat(count);
    expect(found(code(2, `"\n${blanks}"`))).toEqual(pair);
    expect(found(code(2, `"\n${blanks}+ "`))).toEqual(pair);
    expect(found(code(2, `" +\n${blanks}"`))).toEqual(pair);
  });

  test('are joined by what Haskell and Python write between them', () => {
    expect(found(code(3, '" ++ "'))).toEqual(pair);
    expect(found(code(3, '" + \\\n    "'))).toEqual(pair);
  });

  test('are joined inside a JSON string and inside base64', () => {
    expect(found(JSON.stringify({ source: code(3) }))).toEqual(pair);
    expect(found(`data: ${base64(code(2))}\n`)).toEqual(pair);
  });

  test('of a list are not joined', () => {
    expect(found(`ids = ${inPieces(id, 2, '", "')}\n`)).toEqual([]);
  });
});

describe('base64', () => {
  test.each(['', 'x', 'xy'])('of base64 is decoded, %j before it', before => {
    expect(found(`data: ${base64(base64(before + file))}\n`)).toEqual(pair);
    const lines = base64(base64(before + file).replace(/.{76}/g, '$&\n')).replace(/.{76}/g, '$&\n');
    expect(found(`data:\n${lines}\n`)).toEqual(pair);
  });

  test.each([57, 60, 64, 76])('in lines of %d is decoded in a JSON string, as the API of GitHub gives files', width => {
    for (const [before, end] of [0, 1, 2, 20, 50].flatMap(count => ['\n', '\r\n'].map(end => [count, end] as const))) {
      const lines = base64('# of the app\n'.repeat(before) + file).replace(new RegExp(`.{${width}}`, 'g'), `$&${end}`);
      expect(found(JSON.stringify({ name: '.env', content: lines })), `${before}`).toEqual(pair);
      expect(found(JSON.stringify({ body: JSON.stringify({ content: lines }) })), `${before}`).toEqual(pair);
    }
  });

  test('is decoded over the escapes of its slashes, and of a URL', () => {
    for (let shift = 0; shift < 40; shift++) {
      const encoded = base64(`${'?>o?'.repeat(shift)}\n${file}${'?>o?'.repeat(40 - shift)}`);
      expect(encoded).toContain('/');
      expect(found(`{"content":"${encoded.replaceAll('/', '\\/')}"}`), `${shift}`).toEqual(pair);
      expect(found(`content=${encodeURIComponent(encoded)}&a=b`), `${shift}`).toEqual(pair);
    }
  });

  test('of UTF-16 is decoded, as PowerShell wants its commands', () => {
    const command = `$env:AWS_ACCESS_KEY_ID="${id}"; $env:AWS_SECRET_ACCESS_KEY="${secret}"`;
    expect(found(`powershell -EncodedCommand ${base64(Buffer.from(command, 'utf16le'))}\n`)).toEqual(pair);
  });
});

describe('quoted-printable text', () => {
  test('is joined, wherever its lines are broken behind the head of an id', () => {
    for (let shift = 0; shift < 76; shift++) {
      const text = quotedPrintable(`${'- '.repeat(38).slice(0, shift)} id=${id} aws_secret_access_key=${secret} `);
      if (text.includes('AKIA')) expect(found(text), `${shift}`).toEqual(pair);
    }
  });

  test('is joined over the lines of a session token', () => {
    const temporary = accessKeyId({ rng: random, prefix: 'ASIA', account: '472883646017' });
    const token = sessionToken(random, { issuedAt: Date.UTC(2024, 1, 1), account: '472883646017' });
    const text = `export AWS_ACCESS_KEY_ID=${temporary}\nexport AWS_SECRET_ACCESS_KEY=${secret}\nexport AWS_SESSION_TOKEN=${token}\n`;
    expect(found(quotedPrintable(text))).toEqual([
      { accessKeyId: temporary, secretAccessKey: secret, sessionToken: token },
    ]);
  });

  test('is none where the padding of base64 ends a line', () => {
    const padded = sessionToken(random, { issuedAt: Date.UTC(2024, 1, 1), sealedBytes: 300 }).replace(/=*$/, '=');
    expect(found(`AWS_SESSION_TOKEN=${padded}\nAWS_REGION=eu-west-1\n`)).toEqual([{ sessionToken: padded }]);
    expect(found(`a=${'x'.repeat(30)}=\n${id.slice(0, 9)}=\n${id.slice(9)}\n`)).toEqual([]);
  });
});
