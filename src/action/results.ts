/** Adds to a scan's result what the action itself knows of the scope. Pure. */
import type { ScanResult, UnreadClass } from '../model.ts';
import { acceptedNote, Books } from '../receipt.ts';
import { VERSION } from '../version.ts';
import type { Prepared } from './prepare.ts';

/** The result of an event that published nothing. */
export function nothingPublished(words: string): ScanResult {
  return { findings: [], receipt: new Books().close(words, 0, 0, VERSION, new Set()) };
}

/**
 * `result` with the words of the event as its scope, with its notes, and incomplete if the event named what is not to be had.
 * @param accepted classes of unread that are policy, as in a receipt: they are noted.
 */
export function ofEvent(
  { findings, receipt }: ScanResult,
  { words, notes, unread: all }: Prepared,
  accepted: ReadonlySet<UnreadClass>,
): ScanResult {
  const { objects } = receipt;
  const unread = all.filter(one => !accepted.has(one.class));
  const policy = all.filter(one => accepted.has(one.class)).map(acceptedNote);
  return {
    findings,
    receipt: {
      ...receipt,
      complete: receipt.complete && unread.length === 0,
      scope: words,
      notes: [...receipt.notes, ...notes, ...policy],
      objects: { ...objects, expected: objects.expected + unread.length, failed: [...objects.failed, ...unread] },
    },
  };
}
