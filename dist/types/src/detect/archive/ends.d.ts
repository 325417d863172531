/** Keeps of a content that is too long to be held what tells how it is packed: its first bytes, and of a program its last. */
import { type Packing } from './carried.ts';
export declare class Ends {
    #private;
    /** @param start the first bytes, more than `START_BYTES`. They may be let go afterwards. */
    constructor(start: Buffer);
    /** Takes the bytes that follow. They may be used again afterwards. */
    push(piece: Buffer): void;
    /** How the content is packed that ends here. */
    get packing(): Packing | undefined;
}
