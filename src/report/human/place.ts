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
      return (sighting.where === 'stdin' ? 'standard input' : path) + at;
    case 'message':
      return `the message of ${path === '' ? commit : path}${at}`;
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

/** Since when: state, first commit with its date and author, last commit, number of versions, encodings. */
export function historyOf(sighting: Sighting, redact: Redact): string {
  const facts = [stateOf(sighting)];
  if (sighting.commit !== undefined) facts.push(firstCommit(sighting, redact));
  if (sighting.lastCommit !== undefined && sighting.lastCommit !== sighting.commit) {
    facts.push(`last in ${shortId(sighting.lastCommit)}`);
  }
  if (sighting.versions !== undefined && sighting.versions > 1) facts.push(`${sighting.versions} versions`);
  if (sighting.via && sighting.via.length > 0) {
    facts.push(`inside ${sighting.via.map(one => forTerminal(redact.text(one))).join(', ')}`);
  }
  if (sighting.pathsTruncated) facts.push('more paths exist');
  return facts.filter(fact => fact !== '').join(', ');
}

function firstCommit(sighting: Sighting, redact: Redact): string {
  const day = sighting.date === undefined ? '' : ` of ${forTerminal(sighting.date.slice(0, 10))}`;
  const author = sighting.author === undefined ? '' : ` by ${forTerminal(redact.author(sighting.author))}`;
  return `first in ${shortId(sighting.commit ?? '')}${day}${author}`;
}

function stateOf(sighting: Sighting): string {
  if (sighting.where === 'worktree') return 'working tree';
  if (sighting.where === 'index') return 'staged';
  if (sighting.state === 'head') return 'in HEAD';
  if (sighting.state === 'history') return 'in history, not in HEAD';
  return sighting.state === 'local' ? 'only in stash, reflog or unreachable objects' : '';
}

/** Enough of an object id to find it. */
export function shortId(id: string): string {
  return forTerminal(id.slice(0, 10));
}
