import type { Pack } from './catalogue.ts';
import { type Windows } from './window.ts';
/** A piece of a pack, in windows that lie side by side, and what a header may go on with behind them. */
export interface Piece {
    readonly bytes: Buffer;
    readonly start: number;
    readonly length: number;
    /** The window behind its own. */
    readonly next: number;
}
/** A pack in pieces, in their order: some are always on their way, whatever this thread does. */
export declare class Pieces {
    #private;
    /** Begins to read the pack with this number. */
    constructor({ path, end }: Pack, number: number, windows: Windows);
    /** The piece that `offset` stands in, with all of a header that begins there. Offsets are asked for in their order. */
    at(offset: number): Promise<Piece>;
    close(): Promise<void>;
}
