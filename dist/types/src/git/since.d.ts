import type { Repository } from './repository.ts';
import { type ObjectRange } from './revisions.ts';
/**
 * The range from `since` to `tips`.
 * @throws UsageError if `since` is neither a date (2026-11-22, 2026-11-22T10:00Z, `3 weeks ago`) nor a revision.
 */
export declare function sinceRange(repo: Repository, tips: Iterable<string>, since: string, signal: AbortSignal, now?: number): Promise<ObjectRange>;
/** Milliseconds, or undefined if it is no date. */
export declare function parseDate(text: string, now: number): number | undefined;
