import type { Occurrence } from '../model.ts';
import type { Books } from '../receipt.ts';
/**
 * What `input` holds, once it has ended. In the books it is one file named `-`; one that breaks off has failed, and what
 * came until then is told.
 * @throws Incomplete if `signal` aborts.
 */
export declare function stdinOccurrences(input: AsyncIterable<Buffer>, options: {
    readonly signal: AbortSignal;
}, books: Books): AsyncGenerator<Occurrence>;
