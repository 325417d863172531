/**
 * The one block of memory that all threads of the pack reader work in: the catalogue first, then windows of packs, then each
 * thread's own part, with the kernel's tables and an arena. Pages are taken from the system only as they are touched.
 */
import { FIRST_FREE, type Kernel, kernelModule, PAGE, startKernel } from '../kernel.ts';
import { RANGE_MEMORY } from './files.ts';
import { MOST_WINDOWS, type WindowPlace, windowMemory } from './window.ts';

/** Bytes of one thread's arena: the most that it ever holds of a family. */
const ARENA_BYTES = 128 << 20;
/** The same for what the kernel walks by itself: versions of up to a megabyte, as many as one family needs at a time. */
const WALK_BYTES = 24 << 20;
/** A smaller one could not hold a large object, its base and its delta. */
const LEAST_ARENA = 100 << 20;
/** The kernel's tables, marks, copies, zones and remembered ids. */
const KERNEL_MEMORY = 8 << 20;
/** As much as an offset of 32 bits reaches, but for a megabyte: what reads a little too far must not come out at the other end. */
const MOST_PAGES = 65_536 - 16;

/** Bytes of a thread's part that it always has. */
const FIXED = KERNEL_MEMORY + RANGE_MEMORY + WALK_BYTES;
/** One memory has room for so many threads beside a small catalogue. Where more are wanted the others stay out: a kernel does more than they would. */
export const MOST_THREADS = Math.floor((MOST_PAGES * PAGE - windowMemory(MOST_WINDOWS)) / (FIXED + LEAST_ARENA));

export interface SharedMemory {
  readonly buffer: ArrayBufferLike;
  readonly windows: WindowPlace;
  /** Where the threads' own parts begin, and how many bytes each has; 0 if they have memory of their own. */
  readonly start: number;
  readonly own: number;
  readonly threads: number;
  /** The kernel and its memory, if there is one. */
  readonly wasm: { readonly memory: WebAssembly.Memory; readonly module: WebAssembly.Module } | undefined;
}

/** What one thread works in. */
export interface OwnMemory {
  readonly bytes: Buffer;
  readonly kernel: Kernel | undefined;
  /** Where the place for a range of a pack, the kernel's part of the arena and the arena begin, and where that ends. */
  readonly range: number;
  readonly walk: number;
  readonly arena: number;
  readonly end: number;
}

/**
 * Memory for a catalogue of so many bytes, for windows, and for as many of the threads as fit, under a kernel if there is one.
 * @param twins without one in any case.
 */
export function shareMemory(catalogue: number, windows: number, threads: number, twins: boolean): SharedMemory {
  const module = twins ? undefined : kernelModule();
  const place = { at: aligned(catalogue), count: windows };
  const start = aligned(place.at + windowMemory(windows));
  const plain = (): SharedMemory => {
    return { buffer: new SharedArrayBuffer(start), windows: place, start, own: 0, threads, wasm: undefined };
  };
  const room = MOST_PAGES * PAGE - start - FIRST_FREE;
  const fitting = Math.min(threads, Math.floor(room / (FIXED + LEAST_ARENA)));
  if (module === undefined || fitting < 1) return plain();
  const own = Math.min(FIXED + ARENA_BYTES, Math.floor(room / fitting)) & -16;
  const pages = Math.ceil((start + own * fitting) / PAGE) + 1;
  try {
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
    return { buffer: memory.buffer, windows: place, start, own, threads: fitting, wasm: { memory, module } };
  } catch {
    return plain(); // The system grants no such space: the twins work in less.
  }
}

/** The memory of thread `number`, from 0 on. */
export function ownMemory({ wasm, start, own, buffer }: SharedMemory, number: number): OwnMemory {
  if (wasm === undefined) {
    const bytes = Buffer.from(new ArrayBuffer(RANGE_MEMORY + ARENA_BYTES));
    return { bytes, kernel: undefined, range: 0, walk: RANGE_MEMORY, arena: RANGE_MEMORY, end: bytes.length };
  }
  const first = start + own * number;
  const { kernel, free } = startKernel(wasm.module, wasm.memory, first);
  const range = aligned(free);
  // What the kernel reads or writes a little too far must still be the thread's own.
  const end = first + own - 64;
  const walk = range + RANGE_MEMORY;
  return { bytes: Buffer.from(buffer), kernel, range, walk, arena: walk + WALK_BYTES, end };
}

function aligned(at: number): number {
  return Math.ceil(at / 16) * 16;
}
