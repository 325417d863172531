/**
 * cpio in its newc format, as in packages of RPM and in initial file systems of Linux, where archives follow each other and what
 * follows the last may be packed. Source: cpio(5), and `initramfs/buffer-format.rst` of the kernel.
 */
import { textOfBytes } from '../../byte-text.ts';
import type { Budget } from './budget.ts';
import { type Held, unnamed } from './open.ts';
import { storedMember } from './stored.ts';

export const CPIO_MAGIC = '07070';
const HEADER_BYTES = 110;
const HEADER = /^07070[12][0-9A-Fa-f]{104}$/;
/** Numbers have eight digits each, behind the magic number. */
const [MAGIC_BYTES, NUMBER_BYTES] = [6, 8];
const [SIZE, NAME_SIZE] = [6, 11];
const TRAILER = 'TRAILER!!!';
const ALIGNMENT = 4;
/** More of a name is not told. */
const MOST_NAME = 1024;

/** True if `head` begins with a header. */
export function startsCpio(head: Buffer): boolean {
  return HEADER.test(head.toString('latin1', 0, HEADER_BYTES));
}

/** The files with any bytes of all archives, and what follows the last. */
export function* cpioMembers(bytes: Buffer, budget: Budget): Generator<Held> {
  let at = 0;
  let isWhole = false;
  while (startsCpio(bytes.subarray(at, at + HEADER_BYTES))) {
    const nameAt = at + HEADER_BYTES;
    const nameEnd = nameAt + numberAt(bytes, at, NAME_SIZE);
    const from = aligned(nameEnd);
    const size = numberAt(bytes, at, SIZE);
    if (from + size > bytes.length) return yield { kind: 'opaque' };
    const name = () => textOfBytes(bytes.subarray(nameAt, Math.min(nameEnd - 1, nameAt + MOST_NAME)));
    const to = from + size;
    if (size > 0 && !(yield* storedMember(bytes, from, to, name, budget))) return;
    at = aligned(to);
    isWhole = bytes.toString('latin1', nameAt, nameAt + TRAILER.length) === TRAILER;
    if (isWhole) while (bytes[at] === 0) at++;
  }
  if (!isWhole) return yield { kind: 'opaque' };
  if (at < bytes.length) yield* storedMember(bytes, at, bytes.length, unnamed, budget);
}

function numberAt(bytes: Buffer, header: number, place: number): number {
  const at = header + MAGIC_BYTES + place * NUMBER_BYTES;
  return Number.parseInt(bytes.toString('latin1', at, at + NUMBER_BYTES), 16);
}

function aligned(at: number): number {
  return Math.ceil(at / ALIGNMENT) * ALIGNMENT;
}
