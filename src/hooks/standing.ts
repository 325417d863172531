/** How commits stand to the branches that are pushed: which of them a person can amend, and which need a tool. */
import { askGit, collectGit, type GitPlace } from '../git/process.ts';
import type { PushLine } from './push-lines.ts';
import type { Standing } from './way-out.ts';

/** Commits below a branch that are looked at. Further back nobody rebases by hand. */
const DEPTH = 1000;

/**
 * The standing of every commit that a rebase of a pushed branch reaches; all others are elsewhere.
 * @param lines the updates of the push; what is checked out comes first.
 */
export async function standingsOf(place: GitPlace, lines: readonly PushLine[]): Promise<(commit: string) => Standing> {
  const known = new Map<string, Standing>();
  // It fails on an unborn branch; then nothing that is pushed is checked out.
  const checkedOut = await collectGit(place, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  const head = checkedOut.output.toString().trim();
  const branches = lines.filter(line => line.localRef.startsWith('refs/heads/') || line.localOid === head);
  const ordered = [...branches].sort((a, b) => Number(b.localOid === head) - Number(a.localOid === head));
  for (const { localRef, localOid } of ordered) {
    if (localOid === undefined || known.has(localOid)) continue;
    const branch = localOid === head ? undefined : localRef.replace(/^refs\/heads\//, '');
    const input = `${localOid}\n`;
    const output = await askGit(place, ['rev-list', '--parents', `--max-count=${DEPTH}`, '--stdin'], { input });
    const parents = new Map<string, readonly string[]>();
    for (const line of output.toString().split('\n')) {
      const [commit = '', ...above] = line.split(' ');
      parents.set(commit, above);
    }
    let commit: string | undefined = localOid;
    while (commit !== undefined && !known.has(commit)) {
      const above = parents.get(commit);
      if (above === undefined || (above.length > 1 && commit !== localOid)) break;
      known.set(commit, { kind: commit === localOid ? 'tip' : 'below', root: above.length === 0, branch });
      commit = above.length === 1 ? above[0] : undefined;
    }
  }
  return commit => known.get(commit) ?? { kind: 'elsewhere' };
}
