/** A growing list of numbers. */
export declare class Numbers {
    #private;
    items: Int32Array<ArrayBuffer>;
    length: number;
    push(number: number): void;
    /** Appends numbers, those that are not negative with `more` added. */
    append(numbers: Int32Array, more: number): void;
    /** All of them, in memory of their own. */
    copy(): Int32Array;
}
