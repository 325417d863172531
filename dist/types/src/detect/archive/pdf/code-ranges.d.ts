export declare class CodeRanges<T> {
    #private;
    get isFull(): boolean;
    add(low: number, high: number, told: T): void;
    /** What is told of the code, and the first code of which it was told. Of ranges that overlap the one that begins last counts. */
    find(code: number): {
        readonly low: number;
        readonly told: T;
    } | undefined;
}
