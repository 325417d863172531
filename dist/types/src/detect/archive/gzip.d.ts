import type { Budget } from './budget.ts';
import { type Held } from './open.ts';
import type { Workplace } from './workplace.ts';
/** The one content of a gzip file, and what is wrong with it. */
export declare function gzipMembers(bytes: Buffer, budget: Budget, workplace?: Workplace): Generator<Held>;
