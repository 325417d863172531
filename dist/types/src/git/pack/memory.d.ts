/**
 * The one block of memory that all threads of the pack reader work in: the catalogue first, then windows of packs, then each
 * thread's own part, with the kernel's tables and an arena. Pages are taken from the system only as they are touched.
 */
import { type Kernel } from '../kernel.ts';
import { type WindowPlace } from './window.ts';
/** One memory has room for so many threads beside a small catalogue. Where more are wanted the others stay out: a kernel does more than they would. */
export declare const MOST_THREADS: number;
export interface SharedMemory {
    readonly buffer: ArrayBufferLike;
    readonly windows: WindowPlace;
    /** Where the threads' own parts begin, and how many bytes each has; 0 if they have memory of their own. */
    readonly start: number;
    readonly own: number;
    readonly threads: number;
    /** The kernel and its memory, if there is one. */
    readonly wasm: {
        readonly memory: WebAssembly.Memory;
        readonly module: WebAssembly.Module;
    } | undefined;
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
export declare function shareMemory(catalogue: number, windows: number, threads: number, twins: boolean): SharedMemory;
/** The memory of thread `number`, from 0 on. */
export declare function ownMemory({ wasm, start, own, buffer }: SharedMemory, number: number): OwnMemory;
