/**
 * Says whether history is whole: what stored objects name and the store has not is missing, beyond a shallow edge, or
 * of no interest because nothing reachable needs it. Only git can tell which, and is asked only if there is anything to tell.
 */
import type { Books } from '../receipt.ts';
import type { Missing } from './missing.ts';
import type { ReaderReport } from './reader.ts';
import type { Repository } from './repository.ts';
/** Enters into the books what is missing from the history that `report` was read from. */
export declare function checkComplete(repo: Repository, report: ReaderReport, absentees: Missing, books: Books): Promise<void>;
