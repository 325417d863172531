/**
 * What opening the archives of one content may cost, all levels together. Every unpacked byte is charged, also those of
 * members that turn out damaged, so that the time is bounded whatever the bytes say.
 */
/** Archives inside archives; a gzip and the tar inside it are two. */
export declare const MAX_DEPTH = 8;
export declare const MAX_MEMBERS = 100000;
/** One member is held in memory whole. */
export declare const MAX_MEMBER_BYTES: number;
export declare class Budget {
    #private;
    /** @param packedBytes length of the outermost archive. */
    constructor(packedBytes: number);
    /** The bytes that the next member may have. */
    get room(): number;
    /** The bytes that a member may have, however it is made up. */
    readonly mostMemberBytes: number;
    /** Takes `bytes` of work. What goes beyond the budget leaves nothing of it. */
    charge(bytes: number): void;
    /** Takes one member. False if there were too many. */
    member(): boolean;
    /** Takes what was found in a member. False if that is too much in all. */
    credentials(count: number): boolean;
    /** Which bound a member of more than `room` bytes hits. */
    get why(): string;
}
