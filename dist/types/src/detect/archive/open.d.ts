/** Opens an archive that is in memory: its members one by one, within a budget. Never writes, never follows a name. */
import type { Budget } from './budget.ts';
import type { ArchiveKind } from './kinds.ts';
/** What an archive holds, told one by one. Ranges are byte offsets in the archive; names are for people only. */
export type Held = {
    readonly kind: 'member';
    readonly name: string;
    readonly bytes: Buffer;
    readonly from: number;
    readonly to: number;
}
/** Encrypted, damaged or of an unknown method: what can be said of it is what its packed bytes say. */
 | {
    readonly kind: 'opaque';
    readonly name: string;
} | {
    readonly kind: 'bound';
    readonly name: string;
    readonly why: string;
};
/** What the archive `bytes` of that kind holds. Never throws for any bytes; its time is linear in what the budget allows. */
export declare function openArchive(kind: ArchiveKind, bytes: Buffer, budget: Budget): Iterable<Held>;
