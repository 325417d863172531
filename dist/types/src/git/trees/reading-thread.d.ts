import { type ReadingShare, type ReadingTask } from './reading.ts';
export declare function readShare({ shared, plan, number, search, counter }: ReadingTask): Promise<ReadingShare>;
