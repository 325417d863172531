/** ar (deb(5), ar(5)): Debian packages, and libraries. Names are those of System V and GNU, or of BSD. */
import { textOfBytes } from '../../byte-text.ts';
import type { Budget } from './budget.ts';
import type { Held, Name } from './open.ts';
import { storedMember } from './stored.ts';

const MAGIC_BYTES = 8;
const HEADER_BYTES = 60;
const HEADER_END = '`\n';
/** More of a name is not told. */
const MOST_NAME = 1024;

/** The members of an ar archive with any bytes. What is no well-formed header ends the list; its bytes are plain then. */
export function* arMembers(bytes: Buffer, budget: Budget): Generator<Held> {
  let names: Buffer = Buffer.alloc(0);
  let at = MAGIC_BYTES;
  while (at + HEADER_BYTES <= bytes.length) {
    const header = bytes.toString('latin1', at, at + HEADER_BYTES);
    const size = /^\d+ *$/.test(header.slice(48, 58)) ? Number(header.slice(48, 58)) : undefined;
    if (size === undefined || !header.endsWith(HEADER_END)) return yield { kind: 'opaque' };
    const start = at + HEADER_BYTES;
    const to = Math.min(start + size, bytes.length);
    const field = header.slice(0, 16).trimEnd();
    // BSD puts a long name before the data, GNU all of them into one member.
    const own = /^#1\/(\d+)$/.exec(field);
    const from = Math.min(to, start + Number(own?.[1] ?? 0));
    if (field === '//') names = bytes.subarray(start, to);
    const name = own ? nameIn(bytes.subarray(start, from), 0) : nameOf(field, names);
    if (to > from && !(yield* storedMember(bytes, from, to, name, budget))) return;
    if (start + size > bytes.length) return yield { kind: 'opaque' };
    at = start + size + (size % 2);
  }
  if (at < bytes.length) yield { kind: 'opaque' };
}

function nameOf(field: string, names: Buffer): Name {
  const place = /^\/(\d+)$/.exec(field);
  return place ? nameIn(names, Number(place[1])) : () => textOfBytes(Buffer.from(field.replace(/\/$/, ''), 'latin1'));
}

/** A name that ends with a slash and a newline, or a NUL, or all that there is. */
function nameIn(bytes: Buffer, at: number): Name {
  return () => textOfBytes(bytes.subarray(at, at + MOST_NAME)).split(/\/?[\n\0]/, 1)[0] ?? '';
}
