/** The bits of a bzip2 stream, the highest of a byte first, and the Huffman codes in them ("BZIP2 Format Specification" by Joe Tsai). */
/** Reads bits. After the end follow zeros, so that the end has to be asked for only now and then. */
export declare class Bits {
    #private;
    constructor(bytes: Buffer);
    startAt(at: number): void;
    /** 32 bits, of which at least the first 20 are the next ones. They are not taken. */
    get ahead(): number;
    skip(count: number): void;
    /** A number of up to 24 bits. */
    take(count: number): number;
    take32(): number;
    take48(): number;
    get isPastEnd(): boolean;
    /** Where the byte ends of which bits were taken last. */
    get endByte(): number;
}
/** A canonical Huffman code. One that assigns too few or too many codes is harmless, and so are the bits that it has none for. */
export declare class HuffmanCode {
    #private;
    /** Reads the length of each code, as its difference to the one before. False if there is damage. */
    read(bits: Bits, symbols: number): boolean;
    /** The next symbol, or -1 if the bits are no code. */
    next(bits: Bits): number;
}
