/**
 * Puts together runs of glyphs, which a page may place one by one: what goes on where the last one ended is the same word, what
 * stands off is apart. Nothing is put in order: runs follow each other as they are drawn.
 */
import type { Matrix } from './matrix.ts';
/** All in em. A blank has 0.2 and more, in justified lines of TeX 0.22; kerning moves glyphs apart by less than 0.1. */
export declare const LEAST_BLANK = 0.15;
/** What stands between two runs on one line, the second so many em behind the first. Where numbers overflow nothing is known. */
export declare function betweenRuns(em: number): string;
/** A text that is put together. No blank follows another one. */
export declare class Pieces {
    #private;
    get isEmpty(): boolean;
    get all(): string;
    put(piece: string): void;
}
export declare class Flow {
    #private;
    /**
     * Adds a run. The matrix leads from em of the font to the page: where the run begins, and which way it goes; `em` says how
     * many it goes on.
     */
    add(text: string, matrix: Matrix, em: number): void;
    get text(): string;
}
