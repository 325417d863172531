/** What a person can do about each class of unread. Also says when the books of a receipt do not balance. */
import type { Receipt, Tally, Unread, UnreadClass } from '../model.ts';

const REPAIR: Readonly<Record<UnreadClass, string>> = {
  shallow: 'fetch the whole history: git fetch --unshallow (in a workflow: actions/checkout with fetch-depth: 0)',
  missing: 'fetch the missing objects: git fetch --refetch from a full clone, or clone again without --filter',
  'archive-bound':
    'unpack the archive and scan the folder (if it is of git, the repository itself); its size or depth went over a bound',
  'candidate-bound': 'look at this content by hand; it holds more candidates than are followed',
  unreadable: 'make it readable for this user, or exclude it with --exclude',
  damaged: 'run git fsck, and fetch or clone the repository again from a whole copy',
  'special-file': 'remove the pipe, socket or device, or exclude it with --exclude',
  submodule: 'scan the submodule as a repository of its own',
  lfs: 'run git lfs fetch --all, then scan again',
  timeout: 'scan again with a longer --timeout, or a smaller scope',
  git: 'look at what git says, repair the repository or the installation of git, then scan again',
  internal: 'report it as a bug in keysift, with the version and the scope shown here',
};

/** One instruction, without a period. Where the risk is known and taken, `--accept-unread CLASS` is the other way. */
export function repairOf(unread: UnreadClass): string {
  return REPAIR[unread];
}

/** Everything that was in scope and not read, objects first. */
export function unreadOf(receipt: Receipt): readonly Unread[] {
  return [
    ...receipt.objects.failed,
    ...receipt.files.failed,
    ...imbalance('objects', receipt.objects),
    ...imbalance('files', receipt.files),
  ];
}

function imbalance(what: string, tally: Tally): Unread[] {
  const skipped = Object.values(tally.skipped).reduce((sum, count) => sum + count, 0);
  const counted = tally.scanned + skipped + tally.failed.length;
  if (counted === tally.expected) return [];
  return [{ class: 'internal', what, why: `${tally.expected} were expected, but ${counted} accounted for` }];
}
