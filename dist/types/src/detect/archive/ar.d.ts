import type { Budget } from './budget.ts';
import type { Held } from './open.ts';
/** The members of an ar archive with any bytes. What is no well-formed header ends the list; its bytes are plain then. */
export declare function arMembers(bytes: Buffer, budget: Budget): Generator<Held>;
