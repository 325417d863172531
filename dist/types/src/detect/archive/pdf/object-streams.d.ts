/** An object inside, whose value begins at `from` of the unpacked bytes. */
export interface HeldObject {
    readonly number: number;
    readonly from: number;
}
/**
 * The objects that the head of an object stream names.
 * @param count how many it says there are. @param first where the head ends, and from where on places are counted.
 */
export declare function heldObjects(bytes: Buffer, count: number, first: number): Generator<HeldObject>;
