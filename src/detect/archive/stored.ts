/** Members whose bytes stand in the archive as they are. */
import type { Budget } from './budget.ts';
import type { Held, Name } from './open.ts';

/** What stands from `from` to `to` of an archive, if there is room for it in the budget. @returns false if there may be no more members. */
export function* storedMember(
  bytes: Buffer,
  from: number,
  to: number,
  name: Name,
  budget: Budget,
): Generator<Held, boolean> {
  if (!budget.member()) {
    yield { kind: 'bound', name, why: 'too many members' };
    return false;
  }
  if (to - from > budget.room) yield { kind: 'bound', name, why: budget.why };
  else yield { kind: 'member', name, bytes: bytes.subarray(from, to), from, to };
  budget.charge(to - from);
  return true;
}
