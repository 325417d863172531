import type { Budget } from './budget.ts';
import type { Held } from './open.ts';
export declare const SEVEN_ZIP_MAGIC = "7z\u00BC\u00AF'\u001C";
/** The files of a 7z archive that have bytes, in the order in which they are packed. */
export declare function sevenZipMembers(bytes: Buffer, budget: Budget): Generator<Held>;
