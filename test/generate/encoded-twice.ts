/** Keys in base64 inside of base64, in one piece or in lines of any width, and in UTF-16: from a seed. */
import { gzipSync } from 'node:zlib';
import { accessKeyId, accountId, type Rng, secretAccessKey, sessionToken } from './aws.ts';
import { broken, inPieces, LAYERS, withMistakes } from './layers.ts';
import { noise } from './noise.ts';
import { integer, oneOf } from './random.ts';

const NAMES = ['', 'x: ', '  ', '"', 'aws_secret_access_key = ', 'token='];
const ENDS = ['\n', ';\n', '', '\n\n', ' ', '"\n'];
const BREAKS = ['\n', '\r\n', '\n    ', '\\n'];

function key(rng: Rng): string {
  if (rng() < 0.4) return broken(rng);
  const between = () => oneOf(rng, [',', ':', '\n', ' ', '","', '\t']);
  const pair = accessKeyId({ rng, prefix: 'AKIA' }) + between() + secretAccessKey(rng);
  if (rng() < 0.7) return pair;
  return pair + between() + sessionToken(rng, { account: accountId(rng), issuedAt: Date.UTC(2024, 2, 2) });
}

function inBase64(plain: Buffer, rng: Rng): string {
  const base64 = plain.toString('base64');
  if (rng() < 0.3) return base64;
  const [width, next] = [integer(rng, 24, 200), oneOf(rng, BREAKS)];
  return inPieces(
    base64,
    () => width,
    () => next,
  );
}

/** One or two keys in up to three layers, nearly all of them base64, with noise on both sides. */
export function encodedTwice(rng: Rng): Buffer {
  let made = '';
  for (let i = integer(rng, 1, 2); i > 0; i--) made += oneOf(rng, NAMES) + key(rng) + oneOf(rng, ENDS);
  if (rng() < 0.1) made = inBase64(gzipSync(made), rng);
  for (let i = integer(rng, 1, 3); i > 0; i--) {
    if (rng() < 0.2) made = oneOf(rng, LAYERS)(made, rng);
    else made = oneOf(rng, NAMES) + inBase64(Buffer.from(made, rng() < 0.1 ? 'utf16le' : 'latin1'), rng);
  }
  const text = Buffer.from(made, rng() < 0.4 ? 'utf16le' : 'latin1');
  return withMistakes(Buffer.concat([noise(rng, integer(rng, 0, 400)), text, noise(rng, integer(rng, 0, 400))]), rng);
}
