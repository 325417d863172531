/**
 * The pipeline: request → sources → occurrences → gathered, paired across contents → graded → policy → result. Sources find,
 * judge and pair each content themselves, where its bytes are; everything after them is pure.
 */

import type { LifetimeOptions } from './detect/grade/lifetime.ts';
import { explain, GitError, Incomplete, UsageError } from './errors.ts';
import type { Finding, Occurrence, ScanResult, Unread } from './model.ts';
import { planOf } from './plan.ts';
import { Books } from './receipt.ts';
import { type ScanRequest, type Settings, settle } from './settings.ts';
import { VERSION } from './version.ts';

/**
 * Scans what `request` asks for.
 * @returns every finding, in a stable order, and the receipt. Nothing but the scanned places is read, nothing is written.
 * @throws UsageError if the request means nothing: an unknown revision, a path that is not there. Anything that could not
 *   be read is no exception but a line in the receipt, whose `complete` is then false.
 */
export async function scan(request: ScanRequest = {}): Promise<ScanResult> {
  return scanWith(settle(request));
}

/** The same for settings that are already made. */
export async function scanWith(settings: Settings): Promise<ScanResult> {
  const startedAt = Date.now();
  const books = new Books();
  const plan = await planOf(settings);
  const occurrences: Occurrence[] = [];
  for (const step of plan.steps) {
    try {
      for await (const occurrence of step.read(books)) occurrences.push(occurrence);
    } catch (error) {
      if (error instanceof UsageError && !settings.signal.aborted) throw error;
      books.unread(unreadOf(step.name, error));
    }
  }
  const { now, acceptUnread } = settings;
  const findings = await findingsIn(occurrences, { now, historyBound: plan.historyBound });
  return { findings, receipt: books.close(plan.scope, startedAt, Date.now(), VERSION, acceptUnread) };
}

/** The findings that `occurrences` make. What pairs and grades them is loaded only if there are any. */
async function findingsIn(occurrences: readonly Occurrence[], options: LifetimeOptions): Promise<Finding[]> {
  if (occurrences.length === 0) return [];
  const { findingsOf } = await import('./findings.ts');
  return findingsOf(occurrences, options);
}

/** What ended a step early, as an entry of the receipt. Findings made before it are kept. */
function unreadOf(what: string, error: unknown): Unread {
  const why = explain(error);
  if (error instanceof Incomplete) return { class: error.class, what, why };
  if (error instanceof GitError) return { class: 'git', what, why };
  if (error instanceof Error && error.name === 'TimeoutError')
    return { class: 'timeout', what, why: 'the time limit was reached' };
  if (error instanceof UsageError) return { class: 'timeout', what, why };
  return { class: 'internal', what, why };
}
