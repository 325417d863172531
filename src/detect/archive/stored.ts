/** Members whose bytes stand in the archive as they are. */
import type { Budget } from './budget.ts';
import type { Held, Name } from './open.ts';

/** What stands from `from` to `to` of an archive, if there is room for it in the budget. */
export function storedMember(bytes: Buffer, from: number, to: number, name: Name, budget: Budget): Held {
  const fits = budget.member() && to - from <= budget.room;
  budget.charge(to - from);
  return fits
    ? { kind: 'member', name, bytes: bytes.subarray(from, to), from, to }
    : { kind: 'bound', name, why: budget.why };
}
