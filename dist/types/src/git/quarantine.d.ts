import type { Unread } from '../model.ts';
export interface Quarantine {
    /** Absolute, or as the environment has it if it leads nowhere. */
    readonly folder: string;
    /**
     * True if it is one that git makes inside the object folder of the repository. Any other is not read: the environment is
     * not to say where a repository keeps its objects.
     */
    readonly own: boolean;
}
/** The quarantine that git names to the hook in which this runs, seen from the repository at `commonDir`; undefined outside of one. */
export declare function quarantineOf(commonDir: string): Promise<Quarantine | undefined>;
/**
 * What of a push was not judged.
 * @param unreached true if what no ref reaches was read, and counts.
 */
export declare function unjudgedOf({ folder, own }: Quarantine, unreached: boolean): Unread[];
