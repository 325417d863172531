/**
 * Places: which sightings are one, and in which order they stand. In files and the index a place is a line; in history it is
 * a path, because one line moves with every version.
 */
import type { Sighting, State, Where } from '../../model.ts';

const WHERE: Readonly<Record<Where, number>> = { worktree: 0, index: 1, history: 2, message: 3, stdin: 4 };
const STATE: Readonly<Record<State, number>> = { head: 2, history: 1, local: 0 };

/** One sighting for each place, in an order that does not depend on the order of `sightings`. */
export function mergeSightings(sightings: readonly Sighting[]): Sighting[] {
  const places = new Map<string, Sighting>();
  for (const sighting of [...sightings].sort(compareSightings)) {
    const key = placeOf(sighting);
    const known = places.get(key);
    places.set(key, known ? mergeTwo(known, sighting) : sighting);
  }
  return [...places.values()].sort(compareSightings);
}

/** Working tree first, then index, history, messages; there by path, line, column, commit. */
export function compareSightings(a: Sighting, b: Sighting): number {
  return (
    WHERE[a.where] - WHERE[b.where] ||
    compareText(a.path, b.path) ||
    a.line - b.line ||
    a.column - b.column ||
    compareText(a.commit ?? '', b.commit ?? '') ||
    compareText(a.part, b.part) ||
    compareText((a.via ?? []).join('\0'), (b.via ?? []).join('\0')) ||
    compareText(JSON.stringify(a), JSON.stringify(b))
  );
}

function placeOf({ where, part, path, line, via, commit }: Sighting): string {
  // A message has no path: each commit's is a place of its own.
  const spot = where === 'history' ? (path === '' ? (commit ?? '') : '') : where === 'message' ? (commit ?? '') : line;
  return JSON.stringify([where, part, path, via ?? [], spot]);
}

/** Two groups of versions of one path: the first of both, the last of both, all versions together. */
function mergeTwo(a: Sighting, b: Sighting): Sighting {
  if (a.where !== 'history') return a;
  const [first, second] = earlier(b, a) ? [b, a] : [a, b];
  const last = first.lastCommit !== undefined && laterOf(first, second) === first ? first : second;
  const versions = (a.versions ?? 1) + (b.versions ?? 1);
  const states = [a.state, b.state].filter(state => state !== undefined);
  const [state] = states.sort((x, y) => STATE[y] - STATE[x]);
  return {
    ...first,
    ...(last.lastCommit !== undefined && { lastCommit: last.lastCommit }),
    ...(JSON.stringify(a) !== JSON.stringify(b) && { versions }),
    ...(state && { state }),
    ...((a.pathsTruncated || b.pathsTruncated) && { pathsTruncated: true }),
  };
}

/** By the committer's clock: between two groups there is nothing better without asking git again. */
function earlier(a: Sighting, b: Sighting): boolean {
  return (a.committedAt ?? Number.POSITIVE_INFINITY) < (b.committedAt ?? Number.POSITIVE_INFINITY);
}

/** A path in HEAD still has it; of two that are gone, the one that began later is taken to have ended later. */
function laterOf(first: Sighting, second: Sighting): Sighting {
  return first.state === 'head' && second.state !== 'head' ? first : second;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
