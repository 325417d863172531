/** What the sources that read stored objects have in common: their options, and how a reader's report is entered into the books. */
import type { ReaderOptions, ReaderReport, ScannedObject } from '../git/reader.ts';
import type { Occurrence, Unread } from '../model.ts';
import type { Books } from '../receipt.ts';
export interface StoredOptions {
    readonly jobs: number;
    /** Blobs of more bytes are skipped by policy. Infinity for none. */
    readonly maxFileBytes: number;
    readonly reader: 'auto' | 'git' | 'pack';
    readonly signal: AbortSignal;
    /** Where finished packs are remembered, if they are. */
    readonly cacheFolder?: string;
    /** Paths relative to the root, with `/`: only what stands there, or below, is reported. None means everything. */
    readonly within?: readonly string[];
    readonly onProgress?: (stage: 'history' | 'attribution', done: number, expected: number) => void;
}
/** Collects what a reader tells. */
export declare function readerOptions(options: StoredOptions, told: ScannedObject[]): ReaderOptions;
/** Enters what a reader says, and what single objects tell beside credentials. */
export declare function enterReport(report: ReaderReport, told: readonly ScannedObject[], books: Books): void;
/**
 * What was found, with its places by `attribute`, within `options.within`; without places if they cannot be had, so that no
 * finding is lost with its place.
 */
export declare function placed(found: readonly ScannedObject[], options: StoredOptions, books: Books, attribute: () => Promise<{
    readonly occurrences: readonly Occurrence[];
    readonly unread: readonly Unread[];
}>): Promise<readonly Occurrence[]>;
