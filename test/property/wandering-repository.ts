/** Histories with several roots, many merges, and files that come back to where they were. */
import { integer, oneOf, rng } from '../generate/random.ts';
import { makeFolder, TestRepo } from '../repo.ts';
import { keyId } from '../sources/scan.ts';

/**
 * A bare repository with several roots and many merges, in which a few keys wander: files are renamed, moved with their
 * folder, copied, edited, taken back, and folders turn into files.
 */
export function wandering(seed: number): TestRepo {
  const random = rng(seed);
  const repo = new TestRepo(makeFolder('wandering'));
  repo.git('init', '-q', '--bare', '.');
  const keys = Array.from({ length: integer(random, 1, 5) }, keyId);
  const names = ['a', 'b', 'lib', 'keys.txt', 'x/y', `logs/${keys[0]}`, 'a/b/c'];
  const path = () => Array.from({ length: integer(random, 1, 3) }, () => oneOf(random, names)).join('/');
  const commits: { readonly files: ReadonlyMap<string, string> }[] = [];
  const stream: string[] = [];
  const count = integer(random, 5, 60);
  for (let at = 0; at < count; at++) {
    const isRoot = at === 0 || random() < 0.05;
    const parent = isRoot ? -1 : random() < 0.7 ? at - 1 : integer(random, 0, at - 1);
    const merged = !isRoot && random() < 0.25 ? integer(random, 0, at - 1) : -1;
    const files = new Map(commits[parent]?.files);
    if (merged >= 0 && random() < 0.6) for (const [name, text] of commits[merged]!.files) files.set(name, text);
    for (let change = integer(random, 0, 3); change > 0; change--) edit(random, files, keys, path);
    commits.push({ files });
    const lines = [
      `commit refs/heads/b${integer(random, 0, 3)}`,
      `mark :${at + 1}`,
      `committer C <c@example.invalid> ${1_700_000_000 + at} +0000`,
      'data 1\nx',
      ...(parent >= 0 ? [`from :${parent + 1}`] : ['from 0000000000000000000000000000000000000000']),
      ...(merged >= 0 && merged !== parent ? [`merge :${merged + 1}`] : []),
      'deleteall',
      ...withoutClashes(files).map(([name, text]) => `M 100644 inline ${name}\ndata ${text.length}\n${text}`),
    ];
    stream.push(...lines, '');
  }
  repo.gitWith({ input: `${stream.join('\n')}\n` }, 'fast-import', '--quiet', '--force');
  const tip = repo.git('for-each-ref', '--format=%(refname)', '--count=1');
  repo.git('symbolic-ref', 'HEAD', tip);
  if (random() < 0.7)
    repo.git('-c', 'pack.threads=1', 'repack', '-q', '-a', '-d', '-f', `--depth=${integer(random, 0, 20)}`);
  if (random() < 0.3) repo.git('update-ref', '-d', 'refs/heads/b1');
  return repo;
}

function edit(random: () => number, files: Map<string, string>, keys: readonly string[], path: () => string): void {
  const known = [...files.keys()];
  const kind = random();
  if (known.length === 0 || kind < 0.4)
    files.set(path(), random() < 0.6 ? `${oneOf(random, keys)}\n` : `${random()}\n`);
  else if (kind < 0.6) files.delete(oneOf(random, known));
  else if (kind < 0.8) {
    const from = oneOf(random, known);
    files.set(path(), files.get(from)!);
    if (random() < 0.5) files.delete(from);
  } else {
    const folder = oneOf(random, known).split('/')[0]!;
    const to = path();
    for (const name of known.filter(one => one.startsWith(`${folder}/`))) {
      files.set(`${to}${name.slice(folder.length)}`, files.get(name)!);
      files.delete(name);
    }
  }
}

/** A path may not be a file and a folder: the longer one gives way. */
function withoutClashes(files: ReadonlyMap<string, string>): [string, string][] {
  return [...files].filter(([name]) => ![...files.keys()].some(other => name.startsWith(`${other}/`)));
}
