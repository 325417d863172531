/** Contents that are compressed as a whole by bzip2, xz or zstd: one member, of which all that can be unpacked is told. */
import type { Budget } from './budget.ts';
import { bunzip2 } from './bzip2.ts';
import type { Decompressed } from './decompressed.ts';
import { type Held, unnamed } from './open.ts';
import { unxz } from './xz.ts';
import { unzstd } from './zstd.ts';

/** Unpacks the streams at the start of `packed` to at most `most` bytes. Never throws for any bytes. */
type Decompress = (packed: Buffer, most: number) => Decompressed;

const membersBy = (decompress: Decompress) =>
  function* (bytes: Buffer, budget: Budget): Generator<Held> {
    const { room, why } = budget;
    const { bytes: unpacked, consumed, problem } = decompress(bytes, room);
    budget.charge(unpacked.length);
    // What is not whole is looked at as it stands, too.
    const to = problem === undefined ? consumed : 0;
    if (unpacked.length > 0) yield { kind: 'member', name: unnamed, bytes: unpacked, from: 0, to };
    if (problem === 'full') yield { kind: 'bound', name: unnamed, why };
    else if (problem !== undefined || (unpacked.length === 0 && consumed < bytes.length)) yield { kind: 'opaque' };
  };

export const bzip2Members = membersBy(bunzip2);
export const xzMembers = membersBy(unxz);
export const zstdMembers = membersBy(unzstd);

/** By the number of a method of zip (APPNOTE.TXT 4.4.5). */
export const METHODS: ReadonlyMap<number, Decompress> = new Map([
  [12, bunzip2],
  [93, unzstd],
  [95, unxz],
]);
