/** Undoes the filters of a stream (ISO 32000-2, 7.4) within a budget. Filters of images are not undone: that is opaque. */
import type { Budget } from '../budget.ts';
import { type Dict } from './values.ts';
export interface Filter {
    readonly name: string;
    readonly parms: Dict | undefined;
}
export type Unfiltered = 
/** `isCut`: the stream is damaged, or its checksum is not right, so that there may be more than what there is. */
{
    readonly kind: 'bytes';
    readonly bytes: Buffer;
    readonly isCut?: boolean;
} | {
    readonly kind: 'opaque';
} | {
    readonly kind: 'bound';
    readonly why: string;
};
/** What all filters together make of `packed`: of a damaged stream as much as there is. Without filters it is `packed` itself. */
export declare function unfiltered(packed: Buffer, filters: readonly Filter[], budget: Budget): Unfiltered;
