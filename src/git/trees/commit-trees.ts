/** The trees of commits that are reachable. */
import { COMMIT, type Links } from './links.ts';

/**
 * The trees, as things, of those commits that are reachable from `tips`.
 * @param objects how many objects there are. @param edge commits whose parents are not followed.
 * @returns undefined if a commit is reachable that is not stored, or is none.
 */
export function treesFrom(
  links: Links,
  objects: number,
  tips: Iterable<number>,
  edge: ReadonlySet<number>,
): Set<number> | undefined {
  const places = new Int32Array(objects);
  for (let i = 0; i < links.count; i++) if (links.bases.items[i] === COMMIT) places[links.objects.items[i]!] = i + 1;
  const seen = new Uint8Array(objects);
  const trees = new Set<number>();
  const waiting: number[] = [];
  const reach = (commit: number) => {
    if (seen[commit] === 1) return;
    seen[commit] = 1;
    waiting.push(commit);
  };
  for (const tip of tips) {
    if (!(places[tip]! > 0)) return undefined;
    reach(tip);
  }
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const place = places[next]! - 1;
    const first = links.starts.items[place]!;
    trees.add(links.things.items[first]!);
    for (let i = first + 1; i < links.endOf(place) && !edge.has(next); i++) {
      const parent = links.things.items[i]!;
      if (!(places[parent]! > 0)) return undefined;
      reach(parent);
    }
  }
  return trees;
}
