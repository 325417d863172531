/** The pages of a PDF (ISO 32000-2, 7.7.3), and the fonts that they, and what is drawn on them, name. */
import type { PdfFile } from './file.ts';
import type { Font } from './fonts.ts';
import { type Dict } from './values.ts';
/** True if a dictionary says that it is of this type. */
export declare function isOfType(dict: Dict, type: string): boolean;
/** The dictionaries of all pages in their order, and behind them those of pages that no tree of pages leads to. */
export declare function pagesOf(file: PdfFile): Dict[];
/** Makes the fonts that resources name, each of them once. */
export declare class Fonts {
    #private;
    constructor(file: PdfFile);
    /** Finds fonts by the names that a page, or what else has resources, gives them. */
    of(owner: Dict): (name: string) => Font | undefined;
}
