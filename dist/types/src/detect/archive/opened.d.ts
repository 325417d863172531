/** What of an archive was read as its members. The rest (names, comments, what lies between them) is content of its own. */
export declare class Opened {
    #private;
    add(from: number, to: number): void;
    /** Says that there are no more: only then the rest can be asked for. */
    close(): void;
    /** False of what lies in a member, in the last one that begins before it. */
    isOwn({ start, end }: {
        readonly start: number;
        readonly end: number;
    }): boolean;
    /** Zones of an archive of `length` bytes, ascending pairs of starts and ends: whatever is its own touches one. */
    zones(length: number): Int32Array;
}
