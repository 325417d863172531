import type { Output } from './output.ts';
type Problem = 'damaged' | 'full';
/** The chunks of LZMA2. */
export declare class Lzma2 {
    #private;
    constructor(output: Output);
    /** Unpacks the chunks that start at `from` of `packed`. Returns where they end. */
    unpack(packed: Buffer, from: number): number | Problem;
}
export {};
