import type { Scout } from '../detect/find/find.ts';
/** What the kernel can do. Places are offsets in its memory; those that it gives are numbers of 32 bits with a sign. */
export interface Kernel {
    inflate(from: number, to: number, out: number, size: number): number;
    inflateRaw(from: number, to: number, out: number, most: number): number;
    inflatedBytes(out: number): number;
    crc32(from: number, to: number): number;
    applyDelta(from: number, to: number, base: number, baseLength: number, out: number, length: number, brief: boolean): number;
    markZones(out: number, length: number, baseLength: number, copies: number, brief: boolean): number;
    markWhole(out: number, length: number): number;
    markZone(out: number, length: number, from: number, to: number, more: boolean): number;
    lookAtAll(from: number, to: number): void;
    isDull(group: number, start: number): number;
    nextLoud(begin: number, end: number, low: number, high: number): number;
    loudStart(): number;
    loudEnd(): number;
    bitBytes(length: number): number;
    wholeTree(tree: number, length: number, bits: number): number;
    changedTree(tree: number, length: number, bits: number, baseBits: number, copies: number, brief: boolean): number;
    namesPlainly(commit: number, length: number): number;
    setCatalogue(ids: number, idBytes: number, table: number, slots: number, packed: number): void;
    setLinks(at: number): number;
    setWanted(ids: number, count: number, first: number): number;
    hideBy(more: number): void;
    writeLinks(): void;
    linkTree(object: number, tree: number, length: number, bits: number): number;
    linkChild(object: number, tree: number, length: number, bits: number, base: number, baseTree: number, baseLength: number, baseBits: number, copies: number, brief: boolean): number;
    lastLinked(): number;
    linksAreFull(): number;
    settleLinks(): number;
    forgetLinks(number: number): number;
    namesAt(): number;
    setSift(done: number, largest: number, state: number): void;
    setVersions(at: number): number;
    lookUpTogether(): void;
    settle(): number;
    forgetOutside(): void;
    setArena(at: number, end: number): void;
    setEntries(offsets: number, objects: number, crcs: number): void;
    setWindows(numbers: number, lengths: number, windows: number, count: number, range: number): void;
    setPack(firstWindow: number, last: number, end: number): void;
    setFamilies(children: number, siblings: number, flags: number): void;
    setPlaces(delta: number, leaf: number, largest: number): void;
    beginWalk(count: number): void;
    walk(budget: number): number;
    skipWaiting(): void;
    adopt(type: number, at: number, length: number, bits: number, number: number): number;
    sift(from: number, to: number): number;
    prepare(base: number, leastPiece: number): number;
    classesAt(): number;
    marksAt(): number;
    copyStartsAt(): number;
    copyEndsAt(): number;
    copyBasesAt(): number;
    outsideAt(): number;
    queueAt(): number;
    countsAt(): number;
    setObjects(ids: number, idBytes: number, table: number, slots: number, flags: number): void;
    setLists(offsets: number, objects: number, crcs: number, bases: number, children: number, siblings: number): void;
    enterIds(first: number, last: number): number;
    sortEntries(first: number, count: number, room: number): void;
    readBases(entry: number, first: number, last: number, end: number, piece: number, start: number, length: number): number;
    linkFamilies(first: number, last: number, end: number, weights: number, roots: number, rootWeights: number): number;
}
/** Marks that it makes at most, and copies that it lists; `kernel/memory.ts`. */
export declare const MOST_MARKS: number;
export declare const MOST_COPIES: number;
/** Entries that it takes at once; `kernel/memory.ts`. */
export declare const MOST_QUEUED: number;
/** Trees and commits, their changes, and names that it writes down at once; `kernel/links.ts` and `kernel/names.ts`. */
export declare const MOST_LINKED: number;
export declare const MOST_CHANGES: number;
export declare const MOST_NAMES: number;
/** A page of WebAssembly's memory. */
export declare const PAGE = 65536;
/** Below this nothing of ours lies: the kernel's own constants do. */
export declare const FIRST_FREE = 65536;
/** The compiled kernel, or undefined if there is none to be had. */
export declare function kernelModule(): WebAssembly.Module | undefined;
/** A kernel with no memory of its own, which can fill a catalogue and no more. */
export declare function bareKernel(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernel;
/**
 * A kernel for one thread.
 * @param base where the thread's own memory begins. @returns the kernel, and the first byte that it leaves free.
 */
export declare function startKernel(module: WebAssembly.Module, memory: WebAssembly.Memory, base: number): {
    kernel: Kernel;
    free: number;
};
/**
 * Has the kernel look for the finder through a content of `length` bytes at `at` of its memory, until it is told to look at
 * anything else.
 */
export declare function scoutOf(kernel: Kernel, at: number, length: number): Scout;
