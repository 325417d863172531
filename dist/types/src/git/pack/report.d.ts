/** Puts together what the pack reader counted and what git read for it. */
import type { Unread } from '../../model.ts';
import type { ReaderReport } from '../reader.ts';
import { type Catalogue } from './catalogue.ts';
import { type PackTally } from './tally.ts';
/** The report of a whole reading. @param byGit what git read of it, if anything. @param unread what is no single object. */
export declare function joinReports(catalogue: Catalogue, tally: PackTally, byGit: ReaderReport | undefined, unread: readonly Unread[], notes: readonly string[]): ReaderReport;
