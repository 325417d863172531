/** Contents to look for credentials in: noise of many kinds with leaks planted in many carriers, all from a seed. */
import { accessKeyId, BASE64, type Rng, secretAccessKey, secretWithEdges, sessionToken } from './aws.ts';
import { bytes, integer, oneOf, text } from './random.ts';

const WORDS = [
  'const',
  'value',
  '= ',
  '\n',
  '  ',
  '"',
  "'",
  'name',
  ': ',
  '{',
  '}',
  '%2F',
  '\\n',
  '\\/',
  '&#x2F;',
  '=',
  '+',
  '/',
  '\\',
  '%',
];

/** Noise of up to `most` bytes. */
export function noise(rng: Rng, most: number): Buffer {
  const length = integer(rng, 0, most);
  const kind = integer(rng, 0, 7);
  if (kind === 0) return bytes(rng, length);
  if (kind === 1) return Buffer.from(text(rng, BASE64, length));
  if (kind === 2) return Buffer.from(wrapped(text(rng, BASE64, length), 64, '\n'));
  if (kind === 3) return Buffer.from(text(rng, '0123456789abcdef', length));
  if (kind === 4) return Buffer.from(text(rng, 'AKIASQ27%\\/n "\'+=', length));
  if (kind === 5) return Buffer.from(text(rng, 'abc def\n', length), 'utf16le');
  if (kind === 6)
    return Buffer.alloc(
      length,
      oneOf(rng, ['AKIA', 'A', ' ', '/', '\\', '%2', '"+"', 'IQoJb3JpZ2luX2VjE', '\n', '\0']),
    );
  let made = '';
  while (made.length < length) made += oneOf(rng, WORDS) + text(rng, 'abcdefghij', integer(rng, 0, 6));
  return Buffer.from(made.slice(0, length));
}

function wrapped(value: string, width: number, joiner: string): string {
  return value.match(new RegExp(`.{1,${width}}`, 'g'))?.join(joiner) ?? '';
}

const JOINERS = [
  '" + "',
  '" "',
  '" +\n    "',
  '"\n    + "',
  '" . "',
  '" ++ "',
  '" + \\\n    "',
  `"\n${' '.repeat(51)}"`,
  `"\n${' '.repeat(60)}+ "`,
];

/** A string literal in `count` pieces. */
export function inPieces(value: string, count: number, joiner = JOINERS[0] as string): string {
  const width = Math.ceil(value.length / count);
  return `"${wrapped(value, width, joiner)}"`;
}

const LONGEST_QUOTED = 75;

/** Quoted-printable, as mail has it: full lines go on behind `=`, and no escape is cut. */
export function quotedPrintable(plain: string): string {
  let made = '';
  let column = 0;
  for (const one of plain.replaceAll('=', '=3D').match(/=3D|[^=]/gs) ?? []) {
    if (one !== '\n' && column + one.length > LONGEST_QUOTED) {
      made += '=\n';
      column = 0;
    }
    made += one;
    column = one === '\n' ? 0 : column + one.length;
  }
  return made;
}

/** One leak in one carrier. */
export function planted(rng: Rng): Buffer {
  const id = accessKeyId({ rng, prefix: oneOf(rng, ['AKIA', 'ASIA']) });
  const secret = oneOf(rng, [
    secretAccessKey(rng),
    secretWithEdges(rng, oneOf(rng, ['/', '+', '']), oneOf(rng, ['/', '+', ''])),
  ]);
  const token = sessionToken(rng, { issuedAt: Date.UTC(2024, 2, 2), sealedBytes: oneOf(rng, [80, 600, 3000]) });
  const plain = oneOf(rng, [
    `aws_access_key_id = ${id}\naws_secret_access_key = ${secret}\naws_session_token = ${token}\n`,
    JSON.stringify({ AccessKeyId: id, SecretAccessKey: secret, SessionToken: token }).replaceAll('/', '\\/'),
    ` ${id} `,
    ` secretAccessKey: '${secret}' `,
    ` "${token}" `,
    `s3://${id}:${encodeURIComponent(secret)}@bucket`,
    `"${wrapped(token, 76, '\n')}"`,
    `"${id.slice(0, 6)}" + "${id.slice(6)}"; aws_secret = "${secret.slice(0, 15)}" + "${secret.slice(15)}"`,
    `id = ${inPieces(id, integer(rng, 2, 5), oneOf(rng, JOINERS))}; aws_secret = ${inPieces(secret, integer(rng, 2, 5), oneOf(rng, JOINERS))}`,
    quotedPrintable(
      `${text(rng, 'abc de', 60)} aws_access_key_id=${id}\naws_secret_access_key=${secret}\ntoken=${token}\n`,
    ),
    `AWS_SECRET_ACCESS_KEY&#x3D;${secret.replaceAll('/', '&#x2F;')} ${id}`,
    `https://b.s3.amazonaws.com/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${id}%2F20240302%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20240302T000000Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Security-Token=${encodeURIComponent(token)}&X-Amz-Signature=${text(rng, '0123456789abcdef', 64)}`,
  ]);
  const carrier = integer(rng, 0, 11);
  if (carrier === 0) return Buffer.from(plain, 'utf16le');
  if (carrier === 1) return Buffer.from(plain, 'utf16le').swap16();
  if (carrier === 2) return Buffer.from(` ${Buffer.from('xy'.slice(integer(rng, 0, 2)) + plain).toString('base64')} `);
  if (carrier === 3) return Buffer.from(` ${wrapped(Buffer.from(plain).toString('base64'), 76, '\n  ')} `);
  if (carrier === 5) return Buffer.from(` ${Buffer.from(Buffer.from(plain).toString('base64')).toString('base64')} `);
  if (carrier === 6) return Buffer.from(` ${Buffer.from(plain, 'utf16le').toString('base64')} `);
  if (carrier === 4) return Buffer.from(JSON.stringify(plain));
  return Buffer.from(plain);
}

/** Noise and leaks, one after another. */
export function contentWithLeaks(rng: Rng, pieces: number, most: number): Buffer {
  const made: Buffer[] = [];
  for (let i = 0; i < pieces; i++) made.push(rng() < 0.5 ? noise(rng, most) : planted(rng));
  return Buffer.concat(made);
}
