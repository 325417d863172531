/**
 * Packages of RPM: a lead, two headers, which stand in plain sight, and all files in one packed cpio archive. Source: "RPM V4
 * Package format" of rpm.org.
 */
import type { Budget } from './budget.ts';
import { type Held, unnamed } from './open.ts';
import { storedMember } from './stored.ts';

export const RPM_MAGIC = '\xed\xab\xee\xdb';
const LEAD_BYTES = 96;
const HEADER_MAGIC = 0x8eade801;
const [INTRO_BYTES, ENTRY_BYTES] = [16, 16];
/** The first header, which holds the signatures, is filled up to a multiple of this. */
const ALIGNMENT = 8;

/** The payload. */
export function* rpmMembers(bytes: Buffer, budget: Budget): Generator<Held> {
  const signaturesEnd = headerEnd(bytes, LEAD_BYTES);
  const from = signaturesEnd && headerEnd(bytes, Math.ceil(signaturesEnd / ALIGNMENT) * ALIGNMENT);
  if (from === undefined) return yield { kind: 'opaque' };
  const to = bytes.length;
  if (from === to) return;
  yield* storedMember(bytes, from, to, unnamed, budget);
}

/** Where the header ends that begins at `at`, if there is a whole one. */
function headerEnd(bytes: Buffer, at: number): number | undefined {
  if (at + INTRO_BYTES > bytes.length || bytes.readUInt32BE(at) !== HEADER_MAGIC) return undefined;
  const end = at + INTRO_BYTES + ENTRY_BYTES * bytes.readUInt32BE(at + 8) + bytes.readUInt32BE(at + 12);
  return end <= bytes.length ? end : undefined;
}
