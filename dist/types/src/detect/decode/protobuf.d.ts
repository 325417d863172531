/** Reads the fields of a protobuf message: just enough for session tokens. It knows no schema and never reads past the end. */
export type Field = {
    readonly number: number;
    readonly type: 'varint';
    readonly value: bigint;
} | {
    readonly number: number;
    readonly type: 'bytes';
    readonly value: Buffer;
};
/**
 * The fields of `message` in order, or undefined if it is not whole, or holds other wire types than varint and bytes.
 * Format: https://protobuf.dev/programming-guides/encoding/
 */
export declare function readFields(message: Buffer): readonly Field[] | undefined;
