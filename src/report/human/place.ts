/** One sighting in words: where it is, and since when. Plain text, already safe for a terminal. */
import type { Sighting } from '../../model.ts';
import { forTerminal } from '../escape/terminal.ts';
import type { Redact } from '../redact.ts';

/** Where: `path:line:column`, or the part of a commit or name that it stands in. */
export function placeOf(sighting: Sighting, redact: Redact): string {
  const path = forTerminal(redact.path(sighting));
  const commit = sighting.commit === undefined ? 'a commit' : `commit ${shortId(sighting.commit)}`;
  const at = `:${sighting.line}:${sighting.column}`;
  switch (sighting.part) {
    case 'content':
      return (sighting.where === 'stdin' ? 'standard input' : path || `blob ${shortId(sighting.object ?? '')}`) + at;
    case 'message':
      return `the message of ${path === '' ? commit : path}, line ${sighting.line}`;
    case 'author':
      return `the author field of ${commit}`;
    case 'header':
      return `a header of ${path === '' ? commit : path}`;
    case 'file-name':
      return `the file name ${path}`;
    case 'ref-name':
      return `the ref name ${path}`;
    case 'link-target':
      return `the target of the link ${path}`;
    default:
      return sighting.part satisfies never;
  }
}

/** Since when: state and first commit with its date and author, last commit, number of versions, encodings. */
export function historyOf(sighting: Sighting, redact: Redact): string[] {
  const { commit, lastCommit, versions = 1, via = [] } = sighting;
  const inCommit = sighting.part === 'message' || sighting.part === 'author' || sighting.part === 'header';
  const since = commit === undefined || inCommit ? '' : `since ${shortId(commit)}`;
  const who = [sighting.date?.slice(0, 10), sighting.author === undefined ? undefined : redact.author(sighting.author)]
    .filter(one => one !== undefined)
    .map(forTerminal)
    .join(', ');
  const facts = [stateOf(sighting), [since, who && `(${who})`].filter(one => one !== '').join(' ')];
  if (lastCommit !== undefined && lastCommit !== commit) facts.push(`last in ${shortId(lastCommit)}`);
  if (versions > 1) facts.push(`${versions} versions`);
  if (via.length > 0) facts.push(`inside ${via.map(one => forTerminal(redact.text(one))).join(' > ')}`);
  if (sighting.pathsTruncated) facts.push('more paths exist');
  return facts.filter(fact => fact !== '');
}

function stateOf(sighting: Sighting): string {
  if (sighting.where === 'worktree') return 'working tree';
  if (sighting.where === 'index') return 'staged';
  if (sighting.state === 'head') return 'in HEAD';
  if (sighting.state === 'history') return 'in history';
  return sighting.state === 'local' ? 'only in stash, reflog or unreachable objects' : '';
}

/** Enough of an object id to find it. */
export function shortId(id: string): string {
  return forTerminal(id.slice(0, 10));
}
