/** Where objects begin and end in the bytes of a PDF (ISO 32000-2, 7.3.10): at `12 0 obj`, and at `endobj`. */
/** An object begins here. */
export interface Header {
    readonly at: number;
    /** Behind the word `obj`. */
    readonly end: number;
    readonly number: number;
}
/** The first header that begins at `from` or behind it. */
export declare function headerFrom(bytes: Buffer, from: number): Header | undefined;
/** Where the object ends at the latest whose value begins at `from`: at an `endobj`, or at a header that begins a line. */
export declare function boundFrom(bytes: Buffer, from: number): number;
export declare function isLineEnd(byte: number | undefined): boolean;
export declare function isBlank(byte: number | undefined): boolean;
export declare function isLetter(byte: number | undefined): boolean;
