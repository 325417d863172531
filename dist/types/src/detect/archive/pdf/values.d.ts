/** What a PDF is made of (ISO 32000-2, 7.3), as far as it matters here. */
/** A name, without its slash. */
export declare class Name {
    readonly text: string;
    constructor(text: string);
}
/** An object that stands elsewhere, by its number. Of several with one number the last is meant. */
export declare class Ref {
    readonly number: number;
    constructor(number: number);
}
/** A bare word: an operator of a page, or `obj`, `stream` and the like. */
export declare class Word {
    readonly text: string;
    constructor(text: string);
}
export type Dict = ReadonlyMap<string, Value>;
/** A string is a buffer: its bytes, without the escapes. */
export type Value = null | boolean | number | Name | Ref | Buffer | readonly Value[] | Dict;
/** The text of a name; undefined of anything else. */
export declare function nameOf(value: unknown): string | undefined;
export declare function isDict(value: unknown): value is Dict;
