import { Written } from './written.ts';
export declare class WrittenList {
    #private;
    /** In order of their start. */
    get all(): readonly Written[];
    /** Why there is more than what is held, if there is. */
    get bound(): string | undefined;
    /** Takes what begins at the offset `start` of the content. @param bytes the content from there on, as far as it is known. */
    begin(start: number, bytes: Buffer): void;
    /** Takes the next bytes of the content. */
    push(bytes: Buffer): void;
}
