/** gzip (RFC 1952). Members that follow each other are one content, as gunzip has it. */
import { crc32 } from 'node:zlib';
import type { Budget } from './budget.ts';
import { inflate } from './inflate.ts';
import { type Held, unnamed } from './open.ts';
import type { Workplace } from './workplace.ts';

const HEADER_BYTES = 10;
const TRAILER_BYTES = 8;
const HAS_CRC = 2;
const HAS_EXTRA = 4;
const HAS_NAME = 8;
const HAS_COMMENT = 16;

/** The one content of a gzip file, and what is wrong with it. */
export function* gzipMembers(bytes: Buffer, budget: Budget, workplace?: Workplace): Generator<Held> {
  const pieces: Buffer[] = [];
  let length = 0;
  let problem: Held | undefined;
  let from = bytes.length;
  let at = 0;
  // The size that the last trailer claims is that of the only stream, nearly always.
  const claimed = bytes.length >= HEADER_BYTES + TRAILER_BYTES ? bytes.readUInt32LE(bytes.length - 4) : 0;
  while (problem === undefined && isStart(bytes, at)) {
    if (!budget.member()) {
      problem = { kind: 'bound', name: unnamed, why: 'too many members' };
      break;
    }
    const start = headerEnd(bytes, at);
    // A workplace has room for a few pieces, and more than one is rare.
    const place = pieces.length === 0 ? workplace : undefined;
    const inflated =
      start === undefined ? ({ kind: 'damaged' } as const) : inflate(bytes.subarray(start), budget, claimed, place);
    if (start === undefined || inflated.kind === 'damaged') {
      problem = { kind: 'opaque' };
    } else if (inflated.kind === 'bound' || length + inflated.bytes.length > budget.mostMemberBytes) {
      problem = { kind: 'bound', name: unnamed, why: inflated.kind === 'bound' ? inflated.why : budget.why };
    } else {
      pieces.push(inflated.bytes);
      length += inflated.bytes.length;
      from = Math.min(from, start);
      at = start + inflated.consumed + TRAILER_BYTES;
      if (at > bytes.length || bytes.readUInt32LE(at - TRAILER_BYTES) !== crc32(inflated.bytes)) {
        problem = { kind: 'opaque' };
      }
    }
  }
  const [first, ...others] = pieces;
  if (first !== undefined) {
    const whole = others.length === 0 ? first : Buffer.concat(pieces);
    try {
      yield { kind: 'member', name: unnamed, bytes: whole, from, to: Math.min(at, bytes.length) };
    } finally {
      workplace?.release(first);
    }
  }
  if (problem) yield problem;
}

function isStart(bytes: Buffer, at: number): boolean {
  return at + HEADER_BYTES <= bytes.length && bytes.readUIntBE(at, 3) === 0x1f8b08;
}

/** Where the compressed bytes start, or undefined if the header is cut off. */
function headerEnd(bytes: Buffer, start: number): number | undefined {
  const flags = bytes[start + 3] ?? 0;
  let at = start + HEADER_BYTES;
  if (flags & HAS_EXTRA) {
    if (at + 2 > bytes.length) return undefined;
    at += 2 + bytes.readUInt16LE(at);
  }
  for (const text of [HAS_NAME, HAS_COMMENT]) {
    if (!(flags & text)) continue;
    const nul = bytes.indexOf(0, at);
    if (nul === -1) return undefined;
    at = nul + 1;
  }
  if (flags & HAS_CRC) at += 2;
  return at < bytes.length ? at : undefined;
}
