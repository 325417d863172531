/**
 * Dumps of Redis: most values stand in them as they are, those that shrink by it are packed by LZF, each on its own.
 * Source: `rdb.c` (strings of encoding `RDB_ENC_LZF`) and `lzf_d.c` of Redis.
 */
import type { Budget } from './budget.ts';
import { type Held } from './open.ts';
/** The values that are packed. Of a byte that only looks as if one began there nothing is told. */
export declare function rdbMembers(bytes: Buffer, budget: Budget): Generator<Held>;
