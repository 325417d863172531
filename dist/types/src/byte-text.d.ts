/** Text of `bytes`, from which `bytesOfText` makes the same bytes again. */
export declare function textOfBytes(bytes: Uint8Array): string;
/** The bytes that `text` was made of. Of text from elsewhere: its UTF-8, other lone surrogates as U+FFFD. */
export declare function bytesOfText(text: string): Buffer;
/** The byte that a character stands for, if it is one that `textOfBytes` made for a byte outside UTF-8. */
export declare function byteOf(character: string): number | undefined;
