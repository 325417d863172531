/** Members whose bytes stand in the archive as they are. */
import type { Budget } from './budget.ts';
import type { Held, Name } from './open.ts';
/** What stands from `from` to `to` of an archive, if there is room for it in the budget. @returns false if there may be no more members. */
export declare function storedMember(bytes: Buffer, from: number, to: number, name: Name, budget: Budget): Generator<Held, boolean>;
