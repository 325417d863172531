/**
 * PDF (ISO 32000-2): the text of its pages and of the forms that are drawn on them, the files that are attached to it, what its
 * other streams hold, also those that a later change has replaced, and strings that do not stand in it as they are.
 */
import type { Budget } from './budget.ts';
import type { Held } from './open.ts';
export declare const PDF_MAGIC = "%PDF-";
/** What is in the PDF `bytes`. */
export declare function pdfMembers(bytes: Buffer, budget: Budget): Generator<Held>;
