/**
 * How a person takes a credential out of commits that are not published yet: the shortest way that works, as commands that
 * can be pasted. Names come from a repository: one that a shell or a terminal could take for anything else is not printed.
 * Pure.
 */
import type { Sighting } from '../model.ts';

/** How a commit stands to the branch that is pushed. */
export type Standing =
  /** The tip, or below it with only commits of one parent in between: `root` has no parent itself. */
  | {
      readonly kind: 'tip' | 'below';
      readonly root: boolean;
      /** The branch to go to first; undefined if it is checked out. */
      readonly branch: string | undefined;
    }
  /** Under a tag, or with merges in between: history has to be rewritten by a tool. */
  | { readonly kind: 'elsewhere' };

/**
 * The way out for one sighting, each step one line: words, or words and a command after a colon.
 * @param standing how `sighting.commit` stands to what is pushed; undefined if the sighting is in no commit.
 * @param safe a name as it may be printed, undefined if it may not.
 * @param tag the only annotated tag that is pushed, if there is one.
 */
export function wayOut(
  sighting: Sighting,
  standing: Standing | undefined,
  safe: (name: string) => string | undefined,
  tag?: string,
): readonly string[] {
  const path = safe(sighting.path);
  if (sighting.part === 'ref-name') return ['rename the branch or tag: git branch -m NEW_NAME, or tag anew'];
  const inLfs = /^\.git\/lfs\/objects\/.*\/([0-9a-f]{64})$/.exec(sighting.path)?.[1];
  if (inLfs !== undefined) return withoutPointer(inLfs);
  if (standing === undefined || sighting.commit === undefined)
    return sighting.part === 'message'
      ? newTag(sighting, tag === undefined ? undefined : safe(tag))
      : filterRepo(sighting, path);
  const commit = sighting.commit.slice(0, 12);
  if (standing.kind === 'elsewhere') return filterRepo(sighting, path);
  const branch = standing.branch === undefined ? undefined : shellQuoted(safe(standing.branch) ?? 'BRANCH');
  const change = changeOf(sighting, path);
  const go = branch === undefined ? [] : [`go to the branch: git switch ${branch}`];
  if (standing.kind === 'tip') return [...go, ...change.before, change.amend];
  const from = standing.root ? '--root' : `${commit}^`;
  return [
    ...go,
    `go back to the commit; in the list that opens, write "edit" for "pick" before ${commit}: git rebase -i ${from}`,
    ...change.before,
    change.amend,
    'go on: git rebase --continue',
  ];
}

interface Change {
  readonly before: readonly string[];
  readonly amend: string;
}

/** What is to be done while the commit is the last one. */
function changeOf({ part, line }: Sighting, path: string | undefined): Change {
  const quoted = path === undefined ? 'FILE' : shellQuoted(path);
  switch (part) {
    case 'message':
      return { before: [], amend: `take it out of line ${line} of the message: git commit --amend` };
    case 'author':
    case 'header':
      return { before: [], amend: 'name the author without it: git commit --amend --no-edit --author "NAME <MAIL>"' };
    case 'file-name':
      return {
        before: [`rename the file: git mv -- ${quoted} NEW_NAME`],
        amend: 'change the commit: git commit --amend --no-edit',
      };
    default:
      return {
        before: [`take it out of line ${line} of ${path ?? 'the file'}, then: git add -- ${quoted}`],
        amend: 'change the commit: git commit --amend --no-edit',
      };
  }
}

/** https://github.com/newren/git-filter-repo: the values stand in a file, one a line, and never on a command line. */
function filterRepo({ part }: Sighting, path: string | undefined): readonly string[] {
  const how = part === 'message' || part === 'author' ? '--replace-message' : '--replace-text';
  if (part === 'file-name' && path !== undefined)
    return [`rename it in all commits: git filter-repo --path-rename ${shellQuoted(path)}:NEW_NAME`];
  return [
    'write the value into a file outside the repository, /tmp/leaks.txt, alone on a line',
    `rewrite the commits that have it: git filter-repo ${how} /tmp/leaks.txt`,
  ];
}

/** No commit holds an LFS object: what is to go are the versions of the file that point to it. */
function withoutPointer(oid: string): readonly string[] {
  return [
    `see which file points to it, and since when: git log --all --oneline --name-only -S ${oid}`,
    'take that file out of the commits that have it: git filter-repo --invert-paths --path FILE',
  ];
}

/** A message outside every commit is a tag's. */
function newTag({ line }: Sighting, name: string | undefined): readonly string[] {
  const tag = name === undefined ? 'TAG' : shellQuoted(name);
  return [`write the tag anew, without line ${line} of its message: git tag -f -a ${tag} ${tag}^{}`];
}

/** For a POSIX shell. */
export function shellQuoted(text: string): string {
  return /^[\w./@%+,:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
