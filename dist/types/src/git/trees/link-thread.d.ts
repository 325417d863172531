import { type LinkShare, type LinkTask } from './link-reading.ts';
export declare function readShare({ shared, plan, number, wanted, counter }: LinkTask): Promise<LinkShare>;
