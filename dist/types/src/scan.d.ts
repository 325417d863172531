/**
 * The pipeline: request → sources → occurrences → gathered, paired across contents → graded → policy → result. Sources find,
 * judge and pair each content themselves, where its bytes are; everything after them is pure.
 */
import type { ScanResult } from './model.ts';
import { type ScanRequest, type Settings } from './settings.ts';
/**
 * Scans what `request` asks for.
 * @returns every finding, in a stable order, and the receipt. Nothing but the scanned places is read, nothing is written.
 * @throws UsageError if the request means nothing: an unknown revision, a path that is not there. Anything that could not
 *   be read is no exception but a line in the receipt, whose `complete` is then false.
 */
export declare function scan(request?: ScanRequest): Promise<ScanResult>;
/** The same for settings that are already made. */
export declare function scanWith(settings: Settings): Promise<ScanResult>;
