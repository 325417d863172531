import type { Budget } from './budget.ts';
import { type Held } from './open.ts';
export declare const CPIO_MAGIC = "07070";
/** True if `head` begins with a header. */
export declare function startsCpio(head: Buffer): boolean;
/** The files with any bytes of all archives, and what follows the last. */
export declare function cpioMembers(bytes: Buffer, budget: Budget): Generator<Held>;
