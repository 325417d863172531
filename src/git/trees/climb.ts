/**
 * Climbs from what a tree holds to what holds it, until something is found that is known to be reachable. Only what is not
 * reachable is searched to the end: of anything else one way up is enough.
 */
import type { Holders } from './holders.ts';

const [UNKNOWN, REACHED, SEEN] = [0, 1, 2];

export class Climb {
  readonly #holders: Holders;
  readonly #states: Uint8Array;

  /** @param things how many things there are. @param roots those that are reachable by themselves. */
  constructor(holders: Holders, things: number, roots: Iterable<number>) {
    this.#holders = holders;
    this.#states = new Uint8Array(things);
    for (const root of roots) this.#states[root] = REACHED;
  }

  /** True if `thing` is a root, or if a tree that is reachable holds it. */
  reaches(thing: number): boolean {
    const states = this.#states;
    if (states[thing] !== UNKNOWN) return states[thing] === REACHED;
    const path = [thing];
    const ways = [this.#holders.of(thing)];
    states[thing] = SEEN;
    while (path.length > 0) {
      const next = ways.at(-1)!.next();
      if (next.done) {
        // What was seen is searched to its end: nothing that is reachable holds it.
        path.pop();
        ways.pop();
      } else if (states[next.value] === REACHED) {
        for (const one of path) states[one] = REACHED;
        return true;
      } else if (states[next.value] === UNKNOWN) {
        states[next.value] = SEEN;
        path.push(next.value);
        ways.push(this.#holders.of(next.value));
      }
    }
    return false;
  }
}
