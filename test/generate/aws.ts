/**
 * Makes AWS credentials that look genuine to the last bit and belong to nobody: key ids that encode a chosen account,
 * secrets of uniform randomness, session tokens with the real structure. It shares no code with src, so that a mistake
 * there is not repeated here.
 */
import { bytes, integer, oneOf, type Rng, text } from './random.ts';

export { type Rng, rng } from './random.ts';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
export const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const REGIONS = ['us-east-1', 'us-west-2', 'eu-central-1', 'ap-southeast-2', 'sa-east-1', 'us-gov-west-1'] as const;
const HOUR_S = 3600;

export type IdPrefix = 'AKIA' | 'ASIA';

/** A random account id of 12 digits that is in no list of documentation, emulator or canary accounts. */
export function accountId(rng: Rng): string {
  return String(integer(rng, 200, 899)) + text(rng, '0123456789', 8) + oneOf(rng, ['3', '7', '9']);
}

/**
 * A key id of the format used since 2019, which encodes the account; of the one before, with `format: 'old'`.
 * What is random in it never has four equal characters in a row, as a placeholder would.
 */
export function accessKeyId(options: {
  readonly rng: Rng;
  readonly prefix: IdPrefix;
  readonly account?: string;
  readonly format?: 'old' | 'new';
}): string {
  const { rng, prefix } = options;
  for (;;) {
    const body =
      options.format === 'old'
        ? oneOf(rng, ['I', 'J']) + text(rng, BASE32, 14) + oneOf(rng, ['A', 'Q'])
        : newBody(rng, options.account ?? accountId(rng));
    if (!/(.)\1\1\1/.test(options.account ? body.slice(9) : body)) return prefix + body;
  }
}

/** 1 bit set, 40 bits of account, 39 random ones: Aidan Steele 2020, Tal Be'ery 2023. */
function newBody(rng: Rng, account: string): string {
  let bits = 1n << 79n;
  bits |= BigInt(account) << 39n;
  bits |= BigInt(Math.floor(rng() * 2 ** 19)) << 20n;
  bits |= BigInt(Math.floor(rng() * 2 ** 20));
  let body = '';
  for (let shift = 75n; shift >= 0n; shift -= 5n) body += BASE32[Number((bits >> shift) & 31n)];
  return body;
}

/** 40 characters of base64, every one uniform. About 6 % begin or end in `/` or `+`. */
export function secretAccessKey(rng: Rng): string {
  return text(rng, BASE64, 40);
}

/** A secret that begins (ends) as told: `/` and `+` at the edges are where finders fail. */
export function secretWithEdges(rng: Rng, first: string, last: string): string {
  return first + text(rng, BASE64, 40 - first.length - last.length) + last;
}

export type TokenType = 2 | 21 | 23 | 33;

export interface TokenFacts {
  readonly account?: string;
  readonly region?: string;
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
  /** First byte: 33 is what STS gives today, 2, 23 and 21 what it gave before. */
  readonly type?: TokenType;
  /** Bytes of the encrypted part. */
  readonly sealedBytes?: number;
}

/**
 * A session token in standard base64. Structure after Tal Be'ery, "Revealing the Inner Structure of AWS Session Tokens"
 * (2024): a type byte, then protobuf. Account and region are only in types 33 and 2.
 */
export function sessionToken(rng: Rng, facts: TokenFacts): string {
  const type = facts.type ?? 33;
  const seconds = Math.floor(facts.issuedAt / 1000);
  const message = type === 33 || type === 2 ? current(rng, facts, seconds) : earlier(rng, facts, seconds, type);
  return Buffer.concat([Buffer.from([type]), message]).toString('base64');
}

function current(rng: Rng, facts: TokenFacts, seconds: number): Buffer {
  const user = Buffer.concat([
    numberField(1, integer(rng, 1, 127)),
    numberField(2, 0),
    bytesField(3, Buffer.from(facts.account ?? accountId(rng))),
    bytesField(4, bytes(rng, 12)),
    bytesField(5, bytes(rng, facts.sealedBytes ?? integer(rng, 480, 640))),
  ]);
  return Buffer.concat([
    bytesField(1, Buffer.from('origin_ec')),
    numberField(2, hourCounter(seconds, 128)),
    bytesField(3, Buffer.from(facts.region ?? oneOf(rng, REGIONS))),
    bytesField(4, derSignature(rng)),
    bytesField(5, user),
    numberField(6, seconds),
  ]);
}

function earlier(rng: Rng, facts: TokenFacts, seconds: number, type: TokenType): Buffer {
  const fields = [
    bytesField(1, Buffer.from(type === 23 ? 'er/aws' : 'aws')),
    numberField(2, hourCounter(seconds, 145)),
    bytesField(3, bytes(rng, 12)),
    bytesField(4, bytes(rng, facts.sealedBytes ?? integer(rng, 160, 220))),
    numberField(5, seconds),
  ];
  if (type === 23) fields.push(bytesField(6, bytes(rng, 16)));
  return Buffer.concat(fields);
}

/** The signing key's number: hours modulo 256 plus an offset, kept as a signed byte. */
function hourCounter(seconds: number, offset: number): number {
  return ((Math.floor(seconds / HOUR_S) + offset + 128) % 256) - 128;
}

/** An ECDSA P-256 signature in DER: two integers of 32 or 33 bytes. */
function derSignature(rng: Rng): Buffer {
  const half = (): Buffer => {
    const value = bytes(rng, 32);
    const padded = (value[0] ?? 0) > 127 ? Buffer.concat([Buffer.from([0]), value]) : value;
    return Buffer.concat([Buffer.from([2, padded.length]), padded]);
  };
  const both = Buffer.concat([half(), half()]);
  return Buffer.concat([Buffer.from([0x30, both.length]), both]);
}

function numberField(field: number, value: number): Buffer {
  return Buffer.concat([Buffer.from([field << 3]), varint(BigInt.asUintN(64, BigInt(value)))]);
}

function bytesField(field: number, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([(field << 3) | 2]), varint(BigInt(value.length)), value]);
}

function varint(value: bigint): Buffer {
  const made: number[] = [];
  let rest = value;
  while (rest > 127n) {
    made.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  made.push(Number(rest));
  return Buffer.from(made);
}
