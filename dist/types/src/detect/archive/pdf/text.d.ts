import { type Font } from './fonts.ts';
/**
 * The text of a content stream. `onForm` is told the names of the objects that are drawn inside, whose text is not in this one.
 * It has at most eight times as many characters as the content has bytes.
 */
export declare function textOf(content: Buffer, fontNamed: (name: string) => Font | undefined, onForm: (name: string) => void): string;
