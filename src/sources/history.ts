/** Everything that the object store of a repository holds, reachable or not, each object once. It reads no file of the working tree. */
import { scanContent } from '../detect/content.ts';
import { attribute, type History } from '../git/attribution.ts';
import { listCommits } from '../git/commits.ts';
import { checkComplete } from '../git/completeness.ts';
import { withLocalCommits } from '../git/local-commits.ts';
import { readAllObjects } from '../git/objects.ts';
import type { ReaderReport, ScannedObject } from '../git/reader.ts';
import { listRefs, type RefList } from '../git/refs.ts';
import type { Repository } from '../git/repository.ts';
import type { Occurrence, Unread } from '../model.ts';
import type { Books } from '../receipt.ts';

export interface HistoryOptions {
  readonly jobs: number;
  readonly maxFileBytes: number;
  readonly reader: 'auto' | 'git' | 'pack';
  readonly signal: AbortSignal;
  /** A date or a revision: only history after it. */
  readonly since?: string;
  readonly onProgress?: (stage: 'history' | 'attribution', done: number, expected: number) => void;
}

/**
 * The occurrences of credentials in all of history. What could not be read is in `books`, not thrown.
 * @throws GitError if git cannot be started; Incomplete if `options.signal` aborts after the objects were read.
 */
export async function historyOccurrences(
  repo: Repository,
  options: HistoryOptions,
  books: Books,
): Promise<readonly Occurrence[]> {
  const { signal } = options;
  const told: ScannedObject[] = [];
  books.gitVersion = repo.gitVersion;
  const refs = await listRefs(repo, signal);
  books.refs += refs.refs.length;
  for (const note of refs.notes) books.note(note);
  for (const unread of refs.unread) books.unread(unread);
  const report = await readAllObjects(repo, {
    jobs: options.jobs,
    maxFileBytes: options.maxFileBytes,
    signal,
    onObject: object => told.push(object),
    onProgress: (done, expected) => options.onProgress?.('history', done, expected),
  });
  enter(report, told, books);
  await checkComplete(repo, report, books, signal);
  const found = told.filter(object => object.scan.credentials.length > 0);
  const { history, unread } = await historyOf(repo, refs, report.byType.commit, found.length > 0, signal);
  for (const one of unread) books.unread(one);
  const names = refNames(refs);
  if (found.length === 0) return names;
  options.onProgress?.('attribution', 0, found.length);
  const attributed = await attribute(repo, history, found, signal);
  for (const one of attributed.unread) books.unread(one);
  return [...attributed.occurrences, ...names];
}

/** Enters what a reader says, and what single objects tell beside credentials. */
function enter(report: ReaderReport, told: readonly ScannedObject[], books: Books): void {
  books.objects.add(report.objects);
  books.bytes += report.bytes;
  books.commits += report.byType.commit;
  books.readers = {
    pack: (books.readers?.pack ?? 0) + report.readers.pack,
    git: (books.readers?.git ?? 0) + report.readers.git,
  };
  for (const { oid, scan } of told) {
    for (const one of scan.unread)
      books.unread({ ...one, what: one.what ? `${one.what} in object ${oid}` : `object ${oid}` });
  }
  const opaque = told.reduce((sum, one) => sum + one.scan.opaque, 0);
  if (opaque > 0) books.note(`${opaque} encrypted or corrupt archives were scanned as plain bytes`);
  const pointers = told.filter(one => one.scan.lfsPointer !== undefined).length;
  if (pointers > 0) books.note(`${pointers} Git LFS pointers; the files they stand for are not in the history`);
}

/** The commits of refs; those of this clone alone only if somebody wants to know where something stands. */
async function historyOf(
  repo: Repository,
  refs: RefList,
  stored: number,
  wanted: boolean,
  signal: AbortSignal,
): Promise<{ readonly history: History; readonly unread: readonly Unread[] }> {
  const shared = refs.refs.filter(ref => ref.name !== 'refs/stash' && (ref.type === 'commit' || ref.type === 'tag'));
  const heads = [...refs.otherHeads, ...(refs.head === undefined ? [] : [refs.head])];
  const tips = new Set([...shared.map(ref => ref.oid), ...heads]);
  const commits = new Set([...shared.filter(ref => ref.type === 'commit').map(ref => ref.oid), ...heads]);
  const { graph, unread } = await listCommits(repo, ['--stdin'], {
    input: [...tips, ''].join('\n'),
    tips: commits,
    signal,
  });
  const tags = new Set(shared.filter(ref => ref.type === 'tag').map(ref => ref.oid));
  const all = wanted && graph.ids.length < stored ? await withLocalCommits(repo, graph, signal) : graph;
  return { history: { graph: all, shared: graph.ids.length, head: refs.head, tags }, unread };
}

function refNames(refs: RefList): Occurrence[] {
  return refs.refs.flatMap(ref => {
    const { credentials } = scanContent(Buffer.from(ref.name));
    return credentials.map(credential => ({
      credential,
      sighting: {
        where: 'history' as const,
        part: 'ref-name' as const,
        path: ref.name,
        line: 1,
        column: credential.at + 1,
        ...(ref.type === 'commit' && { commit: ref.oid }),
        state: ref.name === 'refs/stash' ? ('local' as const) : ('history' as const),
      },
    }));
  });
}
