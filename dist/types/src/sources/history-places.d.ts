/** Where what was found in history stands: commits, paths, lines. Loaded only if something was found. */
import type { Answers } from '../git/answers.ts';
import type { Built } from '../git/pack/build.ts';
import type { ScannedObject } from '../git/reader.ts';
import { type RefList } from '../git/refs.ts';
import type { Repository } from '../git/repository.ts';
import type { Occurrence } from '../model.ts';
import type { Books } from '../receipt.ts';
import type { HistoryOptions } from './history.ts';
/** What was read. */
export interface HistoryReading {
    readonly refs: RefList;
    /** The objects with something found in them; at least one. */
    readonly found: readonly ScannedObject[];
    /** The catalogue of all that was read, if there is one. */
    readonly built: Built | undefined;
    /** How many commits are stored. */
    readonly stored: number;
    /** True to read all trees rather than ask git what each commit changed. */
    readonly byTrees: boolean;
}
/**
 * The occurrences of what was found, each at its places. What could not be read is in `books`, not thrown.
 * @param answers remembers where things stand.
 */
export declare function placesInHistory(repo: Repository, { refs, found, built, stored, byTrees }: HistoryReading, answers: Answers, options: HistoryOptions, books: Books): Promise<readonly Occurrence[]>;
