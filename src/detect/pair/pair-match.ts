/** Finds the partners among two kinds of candidates in order of start: each has one partner at most, at the least cost. */
import type { Candidate } from '../../model.ts';
import { MOST_COST } from './pair-cost.ts';

export interface Match {
  readonly a: Candidate;
  readonly b: Candidate;
  readonly cost: number;
}

/** A part that stays alone costs half of what a pair may cost at most. */
const ALONE = MOST_COST / 2;
/** A candidate is compared with so many on each side. */
const BAND = 6;
/** Names that match join parts whatever stands between them. */
const BY_NAME = -60;

/**
 * The matches between `as` and `bs`, at the least cost in all; pairs do not cross unless names say so.
 * @param cost of a pair, undefined if it cannot be one.
 */
export function matchAll(
  as: readonly Candidate[],
  bs: readonly Candidate[],
  cost: (a: Candidate, b: Candidate) => number | undefined,
): Match[] {
  const pairs: Match[] = [];
  let first = 0;
  for (const a of as) {
    while (first < bs.length && (bs[first] as Candidate).start < a.start) first++;
    for (const b of bs.slice(Math.max(0, first - BAND), first + BAND)) {
      const price = cost(a, b);
      if (price !== undefined && price <= MOST_COST) pairs.push({ a, b, cost: price });
    }
  }
  const byName = greedy(pairs.filter(one => one.cost < BY_NAME));
  const taken = new Set(byName.flatMap(one => [one.a, one.b]));
  const rest = pairs.filter(one => !taken.has(one.a) && !taken.has(one.b));
  return [...byName, ...inOrder(as, bs, rest)];
}

function greedy(pairs: readonly Match[]): Match[] {
  const taken = new Set<Candidate>();
  const made: Match[] = [];
  for (const pair of [...pairs].sort((x, y) => x.cost - y.cost || x.a.start - y.a.start || x.b.start - y.b.start)) {
    if (taken.has(pair.a) || taken.has(pair.b)) continue;
    taken.add(pair.a).add(pair.b);
    made.push(pair);
  }
  return made;
}

interface Chain {
  readonly saved: number;
  readonly pair: Match;
  readonly before: Chain | undefined;
}

/**
 * The pairs that save the most against leaving all alone, none crossing another: the heaviest chain of pairs that ascend in
 * both, by a tree of maxima over the second.
 */
function inOrder(as: readonly Candidate[], bs: readonly Candidate[], pairs: readonly Match[]): Match[] {
  const rank = new Map(bs.map((one, index) => [one, index + 1]));
  const best: (Chain | undefined)[] = new Array(bs.length + 1);
  const upTo = (index: number): Chain | undefined => {
    let top: Chain | undefined;
    for (let i = index; i > 0; i -= i & -i) if (best[i] && (best[i] as Chain).saved > (top?.saved ?? 0)) top = best[i];
    return top;
  };
  const byFirst = new Map<Candidate, Match[]>();
  for (const pair of pairs) byFirst.set(pair.a, [...(byFirst.get(pair.a) ?? []), pair]);
  for (const a of as) {
    const chains = (byFirst.get(a) ?? []).map(pair => {
      const before = upTo((rank.get(pair.b) as number) - 1);
      return { saved: (before?.saved ?? 0) + 2 * ALONE - pair.cost, pair, before };
    });
    for (const chain of chains) {
      for (let i = rank.get(chain.pair.b) as number; i <= bs.length; i += i & -i)
        if (!best[i] || (best[i] as Chain).saved < chain.saved) best[i] = chain;
    }
  }
  const made: Match[] = [];
  for (let chain = upTo(bs.length); chain; chain = chain.before) made.push(chain.pair);
  return made.reverse();
}
