/** tar: ustar and pax (POSIX.1-2017, pax "ustar Interchange Format"), GNU long names (GNU tar manual, "Basic Tar Format"). */
import { textOfBytes } from '../../byte-text.ts';
import type { Budget } from './budget.ts';
import type { Held, Name } from './open.ts';
import { storedMember } from './stored.ts';

const BLOCK = 512;

/** The members of a tar file with any bytes. What is no well-formed header ends the list; its bytes are plain then. */
export function* tarMembers(bytes: Buffer, budget: Budget): Generator<Held> {
  let at = 0;
  let longName: Name | undefined;
  let longSize: number | undefined;
  while (at + BLOCK <= bytes.length) {
    const header = bytes.subarray(at, at + BLOCK);
    if (isZero(header)) {
      at += BLOCK;
      continue;
    }
    if (!checksumHolds(header)) return yield { kind: 'opaque' };
    const type = String.fromCharCode(header[156] ?? 0);
    const size = longSize ?? numberAt(header, 124, 12);
    const from = at + BLOCK;
    const to = from + (hasBytes(type) ? size : 0);
    const data = bytes.subarray(from, Math.min(to, bytes.length));
    at = from + Math.ceil((to - from) / BLOCK) * BLOCK;
    if (type === 'L') longName = () => text(data);
    else if (type === 'x') ({ path: longName = longName, size: longSize } = paxRecords(data));
    else if (type !== 'g' && type !== 'K') {
      const name = longName ?? (() => shortName(header));
      longName = longSize = undefined;
      if (data.length > 0 && !(yield* storedMember(bytes, from, from + data.length, name, budget))) return;
    }
    if (to > bytes.length) return yield { kind: 'opaque' };
  }
}

/** Links, devices and folders have none, whatever their size field says. */
function hasBytes(type: string): boolean {
  return type < '1' || type > '6';
}

function isZero(block: Buffer): boolean {
  return block.every(byte => byte === 0);
}

/** The sum of the header's bytes, its own field counted as spaces. */
function checksumHolds(header: Buffer): boolean {
  let sum = 8 * 0x20;
  for (let i = 0; i < BLOCK; i++) if (i < 148 || i >= 156) sum += header[i] ?? 0;
  return sum === numberAt(header, 148, 8);
}

/** An octal number, or (GNU) a binary one with the top bit of its first byte set. */
function numberAt(header: Buffer, at: number, length: number): number {
  if ((header[at] ?? 0) & 0x80) return header.readUIntBE(at + length - 6, 6);
  const octal = /^[ \0]*([0-7]+)/.exec(header.toString('latin1', at, at + length));
  return octal ? Number.parseInt(octal[1] ?? '', 8) : 0;
}

function shortName(header: Buffer): string {
  const prefix = header.toString('latin1', 257, 263) === 'ustar\0' ? text(header.subarray(345, 500)) : '';
  const name = text(header.subarray(0, 100));
  return prefix ? `${prefix}/${name}` : name;
}

function text(field: Buffer): string {
  const nul = field.indexOf(0);
  return textOfBytes(nul === -1 ? field : field.subarray(0, nul));
}

/** The two records that matter: `LENGTH path=NAME\n` and `LENGTH size=BYTES\n`. */
function paxRecords(data: Buffer): { path?: Name; size?: number } {
  const records: { path?: Name; size?: number } = {};
  let at = 0;
  while (at < data.length) {
    const space = data.indexOf(0x20, at);
    if (space === -1) break;
    const digits = data.toString('latin1', at, space);
    const length = /^\d{1,15}$/.test(digits) ? Number(digits) : 0;
    if (length <= space - at || at + length > data.length) break;
    const record = data.subarray(space + 1, at + length - 1);
    if (record.toString('latin1', 0, 5) === 'path=') records.path = () => textOfBytes(record.subarray(5));
    const size = /^size=(\d{1,15})$/.exec(record.toString('latin1', 0, 20));
    if (size) records.size = Number(size[1]);
    at += length;
  }
  return records;
}
