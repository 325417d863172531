/** Unpacks a folder of a 7z archive: the methods of "7-Zip method IDs" (Methods.txt of the 7-Zip SDK) that are undone. */
import type { Budget } from './budget.ts';
import { bunzip2 } from './bzip2.ts';
import type { Decompressed } from './decompressed.ts';
import { inflate } from './inflate.ts';
import { Lzma } from './lzma.ts';
import { lzmaProperties } from './lzma-odds.ts';
import { Lzma2 } from './lzma2.ts';
import { Output } from './output.ts';
import { unzstd } from './zstd.ts';

/** One method of a chain. */
export interface Step {
  /** Its id in hexadecimal. */
  readonly method: string;
  readonly properties: Buffer;
  /** The length of what comes out of it. */
  readonly size: number;
}

/** What is packed as a whole, between two places of the archive. */
export interface Folder {
  readonly from: number;
  readonly to: number;
  /** In the order in which they are undone. None if that cannot be: some have several streams. */
  readonly steps: readonly Step[];
}

/** What is in a folder, as far as it can be unpacked. */
export interface Unpacked {
  readonly bytes: Buffer;
  /** `unknown`: a filter is not undone, which changes programs but hardly anything else. */
  readonly problem?: Decompressed['problem'];
}

/** Undoes one method, and charges for it. There is room for the size. */
type Undo = (packed: Buffer, step: Step, budget: Budget) => Unpacked;

const DAMAGED: Unpacked = { bytes: Buffer.alloc(0), problem: 'damaged' };
/** Clearing so many bytes takes as long as unpacking one. */
const CLEARED_BYTES = 32;
/** What making a place for a block takes, in bytes that are unpacked. */
const BLOCK_COST = 1 << 15;

const copy: Undo = (packed, { size }, budget) => {
  const bytes = packed.subarray(0, size);
  budget.charge(bytes.length);
  return { bytes };
};

const unlzma: Undo = (packed, { size, properties }, budget) => {
  const bits = properties.length < 5 ? undefined : lzmaProperties(properties[0]!);
  if (bits === undefined) return DAMAGED;
  const output = new Output(size);
  output.expect(size, packed.length);
  const lzma = new Lzma(output, bits.literalBits + bits.literalPositionBits);
  lzma.configure(properties[0]!);
  lzma.reset();
  const problem = lzma.unpack(packed, 0, packed.length, size, true);
  budget.charge(output.length + Math.floor(lzma.stateBytes / CLEARED_BYTES));
  return unpacked(output.made, problem !== undefined);
};

const unlzma2: Undo = (packed, { size }, budget) => {
  const output = new Output(size);
  output.expect(size, packed.length);
  const end = new Lzma2(output).unpack(packed, 0);
  budget.charge(output.length);
  return unpacked(output.made, end !== packed.length);
};

const undeflate: Undo = (packed, { size }, budget) => {
  const inflated = inflate(packed, budget, size);
  return inflated.kind === 'bytes' ? { bytes: inflated.bytes } : DAMAGED;
};

const by =
  (decompress: (packed: Buffer, most: number) => Decompressed, cost: number): Undo =>
  (packed, { size }, budget) => {
    const { bytes, problem } = decompress(packed, size);
    budget.charge(bytes.length + cost);
    return unpacked(bytes, problem !== undefined);
  };

/** Each byte is the difference from the one so many before. */
const undelta: Undo = (packed, { size, properties }, budget) => {
  const bytes = Buffer.from(packed.subarray(0, size));
  const distance = (properties[0] ?? 0) + 1;
  for (let i = distance; i < bytes.length; i++) bytes[i]! += bytes[i - distance]!;
  budget.charge(bytes.length);
  return { bytes };
};

/** Filters for the programs of some processor. */
const leave: Undo = packed => ({ bytes: packed, problem: 'unknown' });

const METHODS: ReadonlyMap<string, Undo> = new Map([
  ['00', copy],
  ['03', undelta],
  ['21', unlzma2],
  ['030101', unlzma],
  ['040108', undeflate],
  ['040202', by(bunzip2, BLOCK_COST)],
  ['04f71101', by(unzstd, 0)],
  // x86, PowerPC, IA-64, ARM, ARM Thumb, SPARC, ARM64 and RISC-V, of which some have an older id, too.
  ...['04', '05', '06', '07', '08', '09', '0a', '0b'].map(id => [id, leave] as const),
  ...['03030103', '03030205', '03030401', '03030501', '03030701', '03030805'].map(id => [id, leave] as const),
]);

function unpacked(bytes: Buffer, isDamaged: boolean): Unpacked {
  return isDamaged ? { bytes, problem: 'damaged' } : { bytes };
}

/** Unpacks a folder, unless that is more than there is room for. */
export function unpackFolder(archive: Buffer, { from, to, steps }: Folder, budget: Budget): Unpacked {
  const undone = steps.map(({ method }) => METHODS.get(method));
  if (steps.length === 0 || undone.includes(undefined)) return DAMAGED;
  let bytes = archive.subarray(from, to);
  let problem: Unpacked['problem'];
  for (const [i, step] of steps.entries()) {
    if (step.size > budget.room) return { bytes: DAMAGED.bytes, problem: 'full' };
    const made = undone[i]!(bytes, step, budget);
    bytes = made.bytes;
    if (problem !== 'damaged') problem = made.problem ?? problem;
    if (bytes.length !== step.size) problem = 'damaged';
  }
  return problem === undefined ? { bytes } : { bytes, problem };
}
