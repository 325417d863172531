/** All that is written as base64 in one content and is one of its own: what is read of it is held until the content is whole. */
import type { WrittenHead } from '../../model.ts';
import { Written } from './written.ts';
/** What is written as base64 from one head on. */
export interface WrittenContent {
    /** Where its head stands in the content. */
    readonly start: number;
    readonly digits: Written;
    /** The text before it, where its name may stand. */
    readonly before: string;
}
export declare class WrittenList {
    #private;
    /** In order of their start. */
    get all(): readonly WrittenContent[];
    /** Why there is more than what is held, if there is. */
    get bound(): string | undefined;
    /**
     * Takes what has this head. @param bytes the content from its offset `base` on, as far as it is known, and no less than `BEFORE`
     * bytes before the head.
     */
    begin({ role, start }: WrittenHead, bytes: Buffer, base: number): void;
    /** Takes the next bytes of the content. */
    push(bytes: Buffer): void;
}
