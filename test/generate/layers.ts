/**
 * Tokens in pieces, from a seed: wrapped over lines, split into string literals, both by turns, and that in other text which
 * escapes or encodes it; then a byte or two is wrong. Worse than anything that people write, so that what they write is within.
 */
import { accountId, type Rng, secretAccessKey, sessionToken } from './aws.ts';
import { noise } from './noise.ts';
import { integer, oneOf } from './random.ts';

/** The quote of a literal, and what stands between two. */
const LITERALS = [
  ['"', '" + "'],
  ['"', '" +\n    "'],
  ["'", "' .\n  '"],
  ['"', '"\n    "'],
  ['"', '" \\\n  "'],
  ["'", "' || '"],
  ['"', '"\n  + "'],
  ['"', '" & _\r\n "'],
  ['`', '` + `'],
  ['"', '" "'],
  ['"', '""'],
  ['"', '" <> "'],
] as const;

/** What stands between two lines of a token. */
const WRAPS = [
  ...['\n', '\r\n', '\n  ', '\\\n', ' \\\n', '`\n', '^\n', '\n\t'],
  ...['\n> ', '\n# ', '\n// ', '\n  | ', '\n+ '],
  ...['"\n"', '",\n"', "',\n  '", '" +\n"', '",\n   "', "' .\n'"],
];

const MISTAKES = [
  ...['\0', '"', '\n', '\\', '+', '=', ' ', '"+"', '\\n', '%2B', '&#43;', 'A', '('],
  ...['=\n', '&quot;', "'", '/', '" "', '\x1b[0m'],
];

function* pieces(value: string, width: () => number): Generator<string> {
  for (let at = 0; at < value.length; ) {
    const end = at + width();
    yield value.slice(at, end);
    at = end;
  }
}

export const inPieces = (value: string, width: () => number, joiner: () => string) =>
  [...pieces(value, width)].reduce((text, piece) => text + joiner() + piece);

/** A token, whole or not; seldom a secret. */
function value(rng: Rng): string {
  if (rng() < 0.1) return secretAccessKey(rng);
  const token = sessionToken(rng, { account: accountId(rng), region: 'eu-west-1', issuedAt: Date.UTC(2024, 2, 2) });
  const whole = rng() < 0.3 ? token.slice(0, integer(rng, 100, token.length)) : token;
  const lost = integer(rng, 20, 60);
  return rng() < 0.5 ? whole.slice(0, lost) + whole.slice(lost + 1) : whole;
}

export function broken(rng: Rng): string {
  const [quote, join] = oneOf(rng, LITERALS);
  const wrap = oneOf(rng, WRAPS);
  const width = integer(rng, 4, 120);
  const literal = oneOf(rng, [() => integer(rng, 1, 30), () => width, () => integer(rng, 14, 26)]);
  const whole = value(rng);
  switch (integer(rng, 0, 3)) {
    case 0:
      return inPieces(
        whole,
        () => width,
        () => wrap,
      );
    case 1:
      return quote + inPieces(whole, literal, () => join) + quote;
    case 2: {
      const lines = [...pieces(whole, () => width)].map(line => inPieces(line, literal, () => join));
      return quote + lines.join(wrap) + quote;
    }
    default:
      return quote + inPieces(whole, literal, () => (rng() < 0.3 ? wrap : join)) + quote;
  }
}

function html(plain: string): string {
  return plain.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;').replaceAll('+', '&#43;');
}

export const LAYERS: readonly ((plain: string, rng: Rng) => string)[] = [
  plain => JSON.stringify(plain).slice(1, -1),
  html,
  encodeURIComponent,
  plain => plain.replaceAll('/', '%2F').replaceAll('+', '%2B').replaceAll('"', '%22'),
  plain => plain.replaceAll('"', '\\u0022').replaceAll('+', '\\u002b').replaceAll('/', '\\/'),
  plain => Buffer.from(plain, 'latin1').toString('base64'),
  (plain, rng) => plain.replaceAll('\n', () => (rng() < 0.5 ? '\x1b[0m\n\x1b[32m' : '\n')),
  (plain, rng) => {
    const width = oneOf(rng, [71, 74, 75, 77]);
    const softly = (line: string) => [...pieces(line, () => width)].join('=\n');
    return plain.replaceAll('=', '=3D').split('\n').map(softly).join('\n');
  },
  (plain, rng) => {
    const [quote, join] = oneOf(rng, LITERALS);
    const width = integer(rng, 15, 90);
    const escaped = plain.replaceAll(quote, `\\${quote}`).replaceAll('\n', '\\n');
    return (
      quote +
      inPieces(
        escaped,
        () => width,
        () => join,
      ) +
      quote
    );
  },
];

export function withMistakes(bytes: Buffer, rng: Rng): Buffer {
  let made = Buffer.from(bytes);
  for (let i = integer(rng, 0, 3); i > 0; i--) {
    const at = integer(rng, 0, made.length - 1);
    const what = Buffer.from(oneOf(rng, MISTAKES));
    if (rng() < 0.5) what.copy(made, at);
    else
      made = Buffer.concat([made.subarray(0, at), what, made.subarray(at + oneOf(rng, [0, 0, integer(rng, 1, 30)]))]);
  }
  return made;
}

/** One or two tokens in up to two layers, with noise on both sides. */
export function inLayers(rng: Rng): Buffer {
  let made = '';
  for (let i = integer(rng, 1, 2); i > 0; i--) {
    const name = oneOf(rng, ['token = ', 'aws_session_token=', 'SessionToken: ', '', 'secret_access_key = ']);
    made += name + broken(rng) + oneOf(rng, ['\n', ';\n', '', '\n\n', ' ', ')\n']);
  }
  for (let i = integer(rng, 0, 2); i > 0; i--) made = oneOf(rng, LAYERS)(made, rng);
  const text = Buffer.from(made, rng() < 0.12 ? 'utf16le' : 'latin1');
  return withMistakes(Buffer.concat([noise(rng, integer(rng, 0, 400)), text, noise(rng, integer(rng, 0, 400))]), rng);
}
