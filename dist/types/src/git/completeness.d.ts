/**
 * Says whether history is whole: what stored objects name and the store has not is missing, beyond a shallow edge, or
 * of no interest because nothing reachable needs it. Which it is takes a look at all of history, and only if there is anything to tell.
 */
import type { Books } from '../receipt.ts';
import { type Reachable } from './reachable.ts';
import type { ReaderReport } from './reader.ts';
import type { Repository } from './repository.ts';
/**
 * Enters into the books what is missing from the history that `report` was read from.
 * @param find tells what is reachable and not stored.
 */
export declare function checkComplete(repo: Repository, report: ReaderReport, books: Books, find: () => Promise<Reachable>, signal: AbortSignal): Promise<void>;
