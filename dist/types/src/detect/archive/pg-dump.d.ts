/**
 * Dumps of PostgreSQL in its custom format (`pg_dump -Fc`): what it says of tables stands in plain sight, and of each its rows, in
 * chunks that are one zlib stream. Source: `pg_backup_archiver.c` and `pg_backup_custom.c` of PostgreSQL, as of archive version 1.16.
 */
import type { Budget } from './budget.ts';
import type { Held } from './open.ts';
/** The rows of each table, and each large object. */
export declare function pgDumpMembers(bytes: Buffer, budget: Budget): Generator<Held>;
