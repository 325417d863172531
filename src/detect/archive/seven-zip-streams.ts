/** What the header of a 7z archive tells of its streams (StreamsInfo in 7zFormat.txt of the 7-Zip SDK). */
import { MAX_MEMBERS } from './budget.ts';
import { DamagedHeader, type Fields } from './seven-zip-fields.ts';
import type { Folder, Step } from './seven-zip-folder.ts';

/** The fixed header, from whose end all places count. */
export const START_BYTES = 32;
/** Of more folders, none is opened: what is told of them would fill the memory. */
const MOST_FOLDERS = MAX_MEMBERS;
const MOST_PACKED_STREAMS = 4 * MOST_FOLDERS;
/** As many as 7-Zip has, and as it makes of any coder. */
const MOST_CODERS = 32;
const MOST_CODER_STREAMS = 32;
/** Longer chains than of a filter, a method and a cipher are not made by anyone. */
const MOST_STEPS = 4;

const END = 0;
const PACKED_STREAMS = 6;
const FOLDERS = 7;
const SUBSTREAMS = 8;
const SIZE = 9;
const CRC = 10;
const FOLDER = 11;
const FOLDER_SIZES = 12;
const STREAM_COUNTS = 13;

const METHOD_BYTES = 15;
const HAS_STREAM_COUNTS = 16;
const HAS_PROPERTIES = 32;
const RESERVED_FLAG = 128;

/** A file in a folder. */
export interface Stream {
  readonly size: number;
  /** Undefined if none is told. */
  readonly crc: number | undefined;
}

/** A folder, and how many of the streams, which are numbered through, are in it. */
export interface Content {
  readonly folder: Folder;
  readonly firstStream: number;
  readonly streamCount: number;
}

export interface Streams {
  readonly contents: readonly Content[];
  /** As many as may be opened, if there are no fewer. */
  readonly streams: readonly Stream[];
}

export function readStreams(fields: Fields): Streams {
  return new StreamsReader(fields).read();
}

/** A coder of a chain. */
interface Coder {
  readonly method: string;
  readonly properties: Buffer;
  /** Which of the sizes of the folder is that of what comes out of it. */
  readonly output: number;
}

/** How a folder is packed. */
interface Shape {
  /** In the order in which they are undone. None if they are not a chain. */
  readonly chain: readonly Coder[];
  readonly outputCount: number;
  readonly packedCount: number;
}

class StreamsReader {
  readonly #fields: Fields;
  /** Where each packed stream starts, and the last one ends. */
  #bounds: number[] = [];
  #shapes: Shape[] = [];
  #steps: (readonly Step[])[] = [];
  #folderCrcs: (number | undefined)[] = [];
  #counts: number[] = [];
  /** Of as many streams as may be opened. */
  #sizes: number[] = [];
  #crcs: (number | undefined)[] = [];

  constructor(fields: Fields) {
    this.#fields = fields;
  }

  read(): Streams {
    let hasSubstreams = false;
    for (let id = this.#fields.number(); id !== END; id = this.#fields.number()) {
      if (id === PACKED_STREAMS) this.#readPacked();
      else if (id === FOLDERS && this.#shapes.length === 0 && !hasSubstreams) this.#readFolders();
      else if (id === SUBSTREAMS && !hasSubstreams) {
        hasSubstreams = true;
        this.#readSubstreams();
      } else throw new DamagedHeader();
    }
    if (!hasSubstreams) {
      this.#readSizes(false);
      this.#readCrcs(false);
    }
    return { contents: this.#contents(), streams: this.#sizes.map((size, i) => ({ size, crc: this.#crcs[i] })) };
  }

  #contents(): Content[] {
    let packed = 0;
    let firstStream = 0;
    return this.#shapes.map((shape, i) => {
      const from = this.#bounds[packed] ?? Number.POSITIVE_INFINITY;
      packed += shape.packedCount;
      const to = this.#bounds[packed] ?? from;
      const streamCount = this.#counts[i]!;
      const content = { folder: { from, to, steps: this.#steps[i]! }, firstStream, streamCount };
      firstStream += streamCount;
      return content;
    });
  }

  #readPacked(): void {
    const fields = this.#fields;
    let at = START_BYTES + fields.number();
    const count = fields.count(MOST_PACKED_STREAMS);
    this.#bounds = [at];
    for (let id = fields.number(); id !== END; id = fields.number()) {
      if (id === CRC) {
        for (const _ of this.#digests(count));
      } else if (id === SIZE && this.#bounds.length === 1) {
        for (let i = 0; i < count; i++) {
          at += fields.number();
          this.#bounds.push(at);
        }
      } else throw new DamagedHeader();
    }
  }

  #readFolders(): void {
    const fields = this.#fields;
    for (let id = fields.number(); id !== END; id = fields.number()) {
      if (id === FOLDER && this.#shapes.length === 0) {
        const count = fields.count(MOST_FOLDERS);
        // They may be elsewhere, but 7-Zip never puts them there.
        if (fields.byte() !== 0) throw new DamagedHeader();
        for (let i = 0; i < count; i++) this.#shapes.push(readShape(fields));
      } else if (id === FOLDER_SIZES) {
        this.#steps = this.#shapes.map(shape => readSteps(fields, shape));
      } else if (id === CRC) {
        this.#folderCrcs = [...this.#digests(this.#shapes.length)];
      } else throw new DamagedHeader();
    }
    if (this.#steps.length !== this.#shapes.length) throw new DamagedHeader();
    this.#counts = this.#shapes.map(() => 1);
  }

  #readSubstreams(): void {
    const fields = this.#fields;
    let id = fields.number();
    if (id === STREAM_COUNTS) {
      this.#counts = this.#shapes.map(() => fields.number());
      id = fields.number();
    }
    this.#readSizes(id === SIZE);
    if (id === SIZE) id = fields.number();
    this.#readCrcs(id === CRC);
    if (id === CRC) id = fields.number();
    if (id !== END) throw new DamagedHeader();
  }

  /** Reads all sizes but the last one of each folder, which is what is left. @param areThere whether any is told. */
  #readSizes(areThere: boolean): void {
    for (const [i, steps] of this.#steps.entries()) {
      const count = this.#counts[i]!;
      let left = steps.at(-1)?.size ?? 0;
      if (count > 1 && !areThere) throw new DamagedHeader();
      for (let more = count - 1; more > 0; more--) {
        const size = this.#fields.number();
        left -= size;
        this.#keepSize(size);
      }
      if (count > 0) this.#keepSize(Math.max(0, left));
    }
  }

  #keepSize(size: number): void {
    if (this.#sizes.length < MAX_MEMBERS) this.#sizes.push(size);
  }

  /** Reads the checksums of the streams that are not whole folders with one. @param areThere whether any is told. */
  #readCrcs(areThere: boolean): void {
    const isKnown = (i: number) => this.#counts[i] === 1 && this.#folderCrcs[i] !== undefined;
    let unknown = 0;
    for (const [i, count] of this.#counts.entries()) if (!isKnown(i)) unknown += count;
    const digests = areThere ? this.#digests(unknown) : undefined;
    for (const [i, count] of this.#counts.entries()) {
      if (isKnown(i)) this.#keepCrc(this.#folderCrcs[i]);
      else for (let left = count; left > 0; left--) this.#keepCrc(digests?.next().value ?? undefined);
    }
  }

  #keepCrc(crc: number | undefined): void {
    if (this.#crcs.length < MAX_MEMBERS) this.#crcs.push(crc);
  }

  *#digests(count: number): Generator<number | undefined> {
    const flags = this.#fields.optionalFlags(count);
    for (let i = 0; i < count; i++) yield flags.at(i) ? this.#fields.uint32() : undefined;
  }
}

function readSteps(fields: Fields, { chain, outputCount }: Shape): Step[] {
  const sizes = Array.from({ length: outputCount }, () => fields.number());
  return chain.map(({ method, properties, output }) => ({ method, properties, size: sizes[output]! }));
}

function readShape(fields: Fields): Shape {
  const coders: Coder[] = [];
  let inputCount = 0;
  let outputCount = 0;
  let areSimple = true;
  for (let left = fields.count(MOST_CODERS); left > 0; left--) {
    const flags = fields.byte();
    if (flags & RESERVED_FLAG) throw new DamagedHeader();
    const method = fields.take(flags & METHOD_BYTES).toString('hex');
    const hasCounts = (flags & HAS_STREAM_COUNTS) !== 0;
    const inputs = hasCounts ? fields.count(MOST_CODER_STREAMS) : 1;
    const outputs = hasCounts ? fields.count(MOST_CODER_STREAMS) : 1;
    const properties = fields.take(flags & HAS_PROPERTIES ? fields.number() : 0);
    coders.push({ method, properties, output: outputCount });
    areSimple &&= inputs === 1 && outputs === 1;
    inputCount += inputs;
    outputCount += outputs;
  }
  /** The input that each output goes to. */
  const links = new Map<number, number>();
  for (let left = outputCount - 1; left > 0; left--) {
    const input = fields.number();
    links.set(fields.number(), input);
  }
  const packedCount = inputCount - (outputCount - 1);
  if (outputCount === 0 || packedCount < 1) throw new DamagedHeader();
  // Which inputs they are matters for what is no chain only.
  if (packedCount > 1) for (let left = packedCount; left > 0; left--) fields.number();
  return { chain: areSimple && coders.length <= MOST_STEPS ? chainOf(coders, links) : [], outputCount, packedCount };
}

/** The coders from the one whose input is no other's output. None if they do not hang together. */
function chainOf(coders: readonly Coder[], links: ReadonlyMap<number, number>): Coder[] {
  const inputs = new Set(links.values());
  let next: number | undefined = coders.findIndex((_, i) => !inputs.has(i));
  const chain: Coder[] = [];
  while (next !== undefined && chain.length <= coders.length) {
    const coder = coders[next];
    if (coder === undefined) return [];
    chain.push(coder);
    next = links.get(next);
  }
  return chain.length === coders.length ? chain : [];
}
