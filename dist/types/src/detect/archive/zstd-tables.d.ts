/** The tables that Zstandard decodes symbols by: FSE (RFC 8878, 4.1) and Huffman (4.2). They stand before what they decode. */
import { type Packed } from './zstd-bits.ts';
/** Of each state what it means: its symbol, << 8 the bits that the next state takes, << 16 what these are added to. */
export interface FseTable {
    /** Bits of a state. */
    readonly log: number;
    readonly cells: Int32Array;
}
/** Of the next `log` bits their symbol << 4, and how many of them it takes. */
export interface HuffmanTable {
    readonly log: number;
    readonly cells: Uint16Array;
}
/** A table, and where its description ends. */
interface Described<Table> {
    readonly table: Table;
    readonly end: number;
}
/** Room for the cells of any table of a kind. */
export declare const fseRoom: () => Int32Array;
export declare const huffmanRoom: () => Uint16Array;
/** The table that is described at `from`, of symbols below `symbols`, made in `cells`; undefined if there is none. */
export declare function fseTableAt({ view }: Packed, from: number, mostLog: number, symbols: number, cells: Int32Array): Described<FseTable> | undefined;
/**
 * The table, made in `cells`, that gives each of `symbols` symbols its share of the states; a share of -1 is one state that
 * keeps no bit of what was before.
 */
export declare function fseTable(shares: Int16Array, symbols: number, log: number, cells: Int32Array): FseTable;
/** The table with one state, which is `symbol` and takes no bits. */
export declare function onlySymbol(symbol: number): FseTable;
/** The table that is described at `from` and ends before `end`, made in `cells`; undefined if there is none. */
export declare function huffmanTableAt(packed: Packed, from: number, end: number, cells: Uint16Array): Described<HuffmanTable> | undefined;
export {};
