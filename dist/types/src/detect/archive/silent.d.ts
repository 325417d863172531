/** What is known of a member's stream. */
export interface SilentMember {
    /** Bytes of its input and of its output, and the CRC-32 of that. */
    readonly consumed: number;
    readonly length: number;
    readonly crc: number;
}
export declare class SilentMembers {
    #private;
    /** What a member is known by; undefined if it is not worth it. */
    keyOf(packed: Buffer): string | undefined;
    get(key: string): SilentMember | undefined;
    add(key: string, member: SilentMember): void;
}
