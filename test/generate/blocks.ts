/** Blocks of base64 as repositories have them: signatures, certificates, pictures, and text with or without a leak in it. */
import { accessKeyId, secretAccessKey } from './aws.ts';
import { noise, planted } from './noise.ts';
import { bytes, integer, oneOf, type Rng, text } from './random.ts';

const LINE = 64;

/** An OpenPGP signature in armor. @param indent before each of its lines but the first, as in the header of a commit. */
export function signature(rng: Rng, indent = ''): string {
  // A packet of a signature (RFC 4880, 5.2): it begins with bytes that many have in common.
  const packet = Buffer.concat([Buffer.from('89023304000108001d162104', 'hex'), bytes(rng, integer(rng, 60, 560))]);
  const lines = ['', ...inLines(packet.toString('base64'), LINE), `=${bytes(rng, 3).toString('base64')}`];
  return ['-----BEGIN PGP SIGNATURE-----', ...lines, '-----END PGP SIGNATURE-----'].join(`\n${indent}`);
}

/** A certificate: names in the encoding of ASN.1, which show as text, and a key and a signature, which do not. */
export function certificate(rng: Rng): string {
  const pieces = [Buffer.from('308204a930820391a0030201020210', 'hex'), bytes(rng, 16)];
  for (let i = integer(rng, 3, 9); i > 0; i--) {
    const name = `${text(rng, 'Abcdeilnorst', integer(rng, 4, 12))} ${oneOf(rng, ['CA', 'Root', 'Ltd.'])}`;
    pieces.push(Buffer.from('3112301006035504030c', 'hex'), Buffer.from([name.length]), Buffer.from(name));
  }
  pieces.push(bytes(rng, integer(rng, 200, 1100)));
  const lines = inLines(Buffer.concat(pieces).toString('base64'), LINE);
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

/** One block: of anything, wrapped and indented somehow, in one of four alignments, perhaps cut at either end. */
export function encodedBlock(rng: Rng): Buffer {
  const kind = integer(rng, 0, 9);
  if (kind === 0) return Buffer.from(`\n${signature(rng, oneOf(rng, ['', ' ']))}\n`);
  if (kind === 1) return Buffer.from(certificate(rng));
  let encoded = payload(rng).toString('base64');
  if (rng() < 0.1) encoded = encoded.replaceAll('+', '-').replaceAll('/', '_');
  if (rng() < 0.2) encoded = Buffer.from(encoded).toString('base64');
  encoded = encoded.slice(rng() < 0.5 ? 0 : integer(rng, 0, 3));
  if (rng() < 0.2) encoded = encoded.slice(integer(rng, 0, encoded.length >> 1));
  if (rng() < 0.2) encoded = encoded.slice(0, integer(rng, encoded.length >> 1, encoded.length));
  return Buffer.from(wrapped(rng, encoded) + oneOf(rng, ['', '\n', '"', '<']));
}

/** A file with some blocks, in one of them a leak that is encoded once. */
export function fileOfBlocks(rng: Rng): Buffer {
  const id = accessKeyId({ rng, prefix: oneOf(rng, ['AKIA', 'ASIA']) });
  const leak = Buffer.from(`aws_access_key_id = ${id}\naws_secret_access_key = ${secretAccessKey(rng)}\n`);
  const around = [
    bytes(rng, integer(rng, 0, 3000)),
    rng() < 0.5 ? leak : Buffer.of(),
    bytes(rng, integer(rng, 0, 3000)),
  ];
  const block = wrapped(rng, Buffer.concat(around).toString('base64'));
  return Buffer.from([signature(rng), 'some words', block, certificate(rng), 'and more words', ''].join('\n'));
}

/** What is encoded: a picture, text, leaks, or some of all. */
function payload(rng: Rng): Buffer {
  const made: Buffer[] = [];
  for (let i = integer(rng, 1, 3); i > 0; i--) {
    const kind = integer(rng, 0, 5);
    // Up to more than a block of base64 is followed.
    if (kind <= 1) made.push(bytes(rng, oneOf(rng, [40, 700, 7000, 20_000])));
    else if (kind === 2) made.push(Buffer.from(text(rng, 'ab cd ef\n', oneOf(rng, [50, 900, 9000]))));
    else if (kind === 3) made.push(noise(rng, 3000));
    else made.push(rng() < 0.2 ? Buffer.from(planted(rng).toString('latin1'), 'utf16le') : planted(rng));
  }
  return Buffer.concat(made);
}

/** Digits of base64 in lines, as somebody wraps and indents them. */
function wrapped(rng: Rng, encoded: string): string {
  const width = oneOf(rng, [LINE, 76, 76, 60, 57, 1000, 100_000]);
  const joiner = oneOf(rng, ['\n', '\r\n', '\n  ', '\n\t', '\n        ', ' \n', '\n\n', '\\n', '",\n"']);
  return inLines(encoded, width).join(joiner);
}

function inLines(value: string, width: number): string[] {
  return value.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
}
