/**
 * The one block of memory that all threads of the pack reader work in: the catalogue first, then each thread's own part, with
 * the kernel's tables, windows of packs and an arena. Pages are taken from the system only as they are touched.
 */
import { type Kernel } from '../kernel.ts';
/** One memory has room for so many threads beside a small catalogue. Where more are wanted the others stay out: a kernel does more than they would. */
export declare const MOST_THREADS: number;
export interface SharedMemory {
    readonly buffer: ArrayBufferLike;
    /** Bytes of it that hold the catalogue. */
    readonly catalogue: number;
    /** Bytes that each of the threads has for itself behind the catalogue; 0 if they have memory of their own. */
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
    /** Where the windows, the kernel's part of the arena and the arena begin, and where that ends. */
    readonly windows: number;
    readonly walk: number;
    readonly arena: number;
    readonly end: number;
}
/** Memory for a catalogue of so many bytes and for as many of the threads as fit, under a kernel if there is one. @param twins without one in any case. */
export declare function shareMemory(catalogue: number, threads: number, twins: boolean): SharedMemory;
/** The memory of thread `number`, from 0 on. */
export declare function ownMemory({ wasm, catalogue, own, buffer }: SharedMemory, number: number): OwnMemory;
