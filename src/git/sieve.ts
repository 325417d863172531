/**
 * Passes over the objects in git's output that have nothing to tell, nearly all, without a word of JavaScript about each: the
 * kernel goes through them where their bytes lie. The others are looked at one by one, or go through a `RecordParser`.
 */
import { isArchive, scanContent, scanFound, scanMessage } from '../detect/find/content.ts';
import { findInZones } from '../detect/find/find.ts';
import { isCandidate, isWritten } from '../detect/find/found.ts';
import { lfsPointer } from '../detect/find/lfs.ts';
import { ZONE } from '../detect/find/zones.ts';
import { pairCandidates } from '../detect/pair/pair.ts';
import type { ContentScan } from '../model.ts';
import type { IdTable } from './ids.ts';
import { FIRST_FREE, type Kernel, kernelModule, MOST_MARKS, PAGE, scoutOf, startKernel } from './kernel.ts';
import { KernelWorkplace } from './kernel-workplace.ts';
import { NOTHING } from './named.ts';
import { Arena } from './pack/arena.ts';
import type { ObjectType } from './reader.ts';
import type { RecordParser } from './records.ts';

/** What `kernel/sift.ts` says, and where: numbers of its state. */
const MORE = 0;
const LOOK = 1;
const [STATUS, OBJECT, TYPE, BODY, SIZE, MARKED, COUNTS] = [0, 1, 2, 3, 4, 5, 6];
/** Bytes passed over, in numbers of 8 bytes. */
const BYTES = 5;
const STATE_BYTES = 128;
const TYPES: readonly ObjectType[] = ['blob', 'commit', 'tag', 'tree'];

/** A content in which more is found is scanned whole: `scanContent` has a bound of its own. */
const MOST_FOUND = 10_000;
/** More than the kernel's tables, marks and lists take, and the trees that it keeps. */
const KERNEL_BYTES = 28 << 20;
/** Room for members of archives. */
const MEMBER_BYTES = 32 << 20;
/** What one stream holds of git's output. A record that does not fit is the parser's. */
const HELD = (8 << 20) + PAGE;
/** Once so many bytes are done with, the rest is moved to the front: what is worked on should stay in the processor's cache. */
const MOVED = 256 << 10;
/** As much as an offset of 32 bits reaches. */
const MOST_PAGES = 65_536;
/** The kernel reads a little too far. */
const SLACK = 128;

/** An object that somebody has to look at. Its bytes are valid until the call returns. */
export interface SievedObject {
  readonly place: number;
  readonly type: ObjectType;
  readonly bytes: Buffer;
  /** Of a tree: offsets of the entries that are worth a look; undefined if all are. */
  readonly marks: Uint32Array | undefined;
  /** Of any other object: what it holds. */
  scan(): ContentScan;
}

export class Sieve {
  /** Of each object: 1 if it is done. */
  readonly done: Uint8Array;
  readonly #kernel: Kernel;
  readonly #bytes: Buffer;
  readonly #state: Uint32Array;
  readonly #passed: Float64Array;
  readonly #marks: Uint32Array;
  readonly #workplace: KernelWorkplace;
  #free: number;

  private constructor(ids: IdTable, maxFileBytes: number, module: WebAssembly.Module, streams: number) {
    const { count, width } = ids;
    const slots = 2 ** Math.max(8, Math.ceil(Math.log2(count * 2 + 1)));
    const table = aligned(FIRST_FREE + count * width);
    const done = table + 4 * slots;
    const state = aligned(done + count);
    const own = state + STATE_BYTES;
    const pages = Math.ceil((own + KERNEL_BYTES + MEMBER_BYTES + streams * (HELD + SLACK)) / PAGE);
    const memory = new WebAssembly.Memory({ initial: pages, maximum: Math.min(pages, MOST_PAGES), shared: true });
    const { kernel, free } = startKernel(module, memory, own);
    this.#kernel = kernel;
    this.#bytes = Buffer.from(memory.buffer as unknown as ArrayBuffer);
    this.#state = new Uint32Array(memory.buffer, state, STATE_BYTES / 4);
    this.#passed = new Float64Array(memory.buffer, state, STATE_BYTES / 8);
    this.#marks = new Uint32Array(memory.buffer, kernel.marksAt() >>> 0, 2 * MOST_MARKS);
    this.done = new Uint8Array(memory.buffer, done, count);
    const members = aligned(kernel.setVersions(aligned(free)) >>> 0);
    this.#free = aligned(members + MEMBER_BYTES);
    this.#workplace = new KernelWorkplace(kernel, this.#bytes, new Arena(members, members + MEMBER_BYTES));
    ids.copy(this.#bytes, FIRST_FREE);
    enter(ids, new Uint32Array(memory.buffer, table, slots), this.#bytes);
    kernel.setCatalogue(FIRST_FREE, width, table, slots, count);
    kernel.setSift(done, Math.min(maxFileBytes, 0x7fffffff), state);
  }

  /** A sieve for objects with these ids and for so many streams; undefined if there is no kernel, or no room. */
  static open(ids: IdTable, maxFileBytes: number, streams: number): Sieve | undefined {
    const module = kernelModule();
    if (module === undefined) return undefined;
    try {
      return new Sieve(ids, maxFileBytes, module, streams);
    } catch {
      return undefined; // The system grants no such space: everything is looked at.
    }
  }

  /** How many objects of a type were passed over. */
  count(type: ObjectType): number {
    return this.#state[COUNTS + TYPES.indexOf(type)]!;
  }

  /** Bytes of all objects that were passed over. */
  get bytes(): number {
    return this.#passed[BYTES]!;
  }

  /**
   * Another stream of git's output.
   * @param onLook gets what is to be looked at; it is not done before. @param parser gets what is out of the ordinary.
   */
  stream(parser: RecordParser, onLook: (object: SievedObject) => void): SievedStream {
    const start = this.#free;
    this.#free += HELD + SLACK;
    return new SievedStream(this.#bytes, start, parser, (at, fill) => {
      const next = this.#kernel.sift(at, fill) >>> 0;
      if (this.#state[STATUS] !== LOOK) return { at: next, status: this.#state[STATUS]! };
      const [body, size] = [this.#state[BODY]!, this.#state[SIZE]!];
      const marked = this.#state[MARKED]! | 0;
      const type = TYPES[this.#state[TYPE]!]!;
      onLook({
        place: this.#state[OBJECT]!,
        type,
        bytes: this.#bytes.subarray(body, body + size),
        marks: type === 'tree' && marked >= 0 ? this.#marks.slice(0, marked) : undefined,
        scan: () => this.#scan(type, body, size),
      });
      return { at: body + size + 1, status: LOOK };
    });
  }

  #scan(type: ObjectType, body: number, size: number): ContentScan {
    const bytes = this.#bytes.subarray(body, body + size);
    const whole = type === 'blob' ? scanContent : scanMessage;
    if (size > ZONE || (type === 'blob' && (isArchive(bytes) || lfsPointer(bytes) !== undefined)))
      return whole(bytes, this.#workplace);
    const count = this.#kernel.markWhole(body, size);
    if (count < 0) return whole(bytes);
    const marks = new Int32Array(this.#marks.buffer, this.#marks.byteOffset, 2 * count);
    const found = findInZones(bytes, marks, scoutOf(this.#kernel, body, size));
    if (found.length > MOST_FOUND) return whole(bytes);
    if (found.length === 0) return NOTHING;
    if (found.some(isWritten)) return scanFound(bytes, found, this.#workplace);
    const slice = (start: number, end: number) => bytes.subarray(Math.max(0, start), Math.min(size, end));
    return { ...NOTHING, credentials: pairCandidates(found.filter(isCandidate), { length: size, slice }) };
  }
}

/** Takes the records at [at, fill). @returns how far it came, and why not farther. */
type Sift = (at: number, fill: number) => { readonly at: number; readonly status: number };

/** Holds what of one stream's output is not done with. */
export class SievedStream {
  readonly #memory: Buffer;
  readonly #start: number;
  readonly #parser: RecordParser;
  readonly #sift: Sift;
  /** What is held, but for what the parser has. */
  #at: number;
  #fill: number;

  constructor(memory: Buffer, start: number, parser: RecordParser, sift: Sift) {
    this.#memory = memory;
    this.#start = start;
    this.#parser = parser;
    this.#sift = sift;
    this.#at = start;
    this.#fill = start;
  }

  /** True if the output so far ends inside a record. Asked at the end. */
  get isOpen(): boolean {
    return this.#at < this.#fill || this.#parser.isOpen;
  }

  /** Takes more of the output: the bytes are in `room()` already, or are copied to it. */
  push(piece: Buffer): void {
    for (let from = 0; from < piece.length; ) {
      const room = this.room();
      const taken = piece.buffer === room.buffer ? piece.length : piece.copy(room, 0, from);
      from += taken;
      this.#took(taken);
    }
  }

  /** Where the next bytes of the output go. There is always some room. */
  room(): Buffer {
    return this.#memory.subarray(this.#fill, this.#start + HELD);
  }

  #took(count: number): void {
    this.#fill += count;
    if (this.#parser.isOpen) this.#parse();
    this.#siftHeld();
  }

  /** Says that there is no more: what is too short for a record goes to the parser, and tells if it is one. */
  end(): void {
    while (this.#at < this.#fill) this.#parse();
  }

  #siftHeld(): void {
    while (this.#at < this.#fill) {
      const { at, status } = this.#sift(this.#at, this.#fill);
      this.#at = at;
      if (status === LOOK) continue;
      if (status !== MORE || (at === this.#start && this.#fill === this.#start + HELD)) this.#parse();
      else break;
    }
    if (this.#at === this.#fill) {
      this.#at = this.#fill = this.#start;
    } else if (this.#at - this.#start > MOVED || this.#fill === this.#start + HELD) {
      this.#memory.copyWithin(this.#start, this.#at, this.#fill);
      this.#fill -= this.#at - this.#start;
      this.#at = this.#start;
    }
  }

  #parse(): void {
    const held = this.#memory.subarray(this.#at, this.#fill);
    this.#at += this.#parser.pushOne(held, 0);
  }
}

function aligned(at: number): number {
  return Math.ceil((at + 16) / 16) * 16;
}

/** Enters ids into a table that the kernel looks them up in (`pack/catalogue.ts` has the twin). */
function enter(ids: IdTable, table: Uint32Array, bytes: Buffer): void {
  const mask = table.length - 1;
  const shift = Math.clz32(mask);
  for (let place = 0; place < ids.count; place++) {
    let slot = bytes.readUInt32BE(FIRST_FREE + place * ids.width) >>> shift;
    while (table[slot] !== 0) slot = (slot + 1) & mask;
    table[slot] = place + 1;
  }
}
