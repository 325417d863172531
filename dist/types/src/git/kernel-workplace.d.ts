import { SilentMembers } from '../detect/archive/silent.ts';
import type { Unpacked, Workplace } from '../detect/archive/workplace.ts';
import type { Scout } from '../detect/find/find.ts';
import { type Kernel } from './kernel.ts';
import type { Arena } from './pack/arena.ts';
export declare class KernelWorkplace implements Workplace {
    #private;
    readonly silent: SilentMembers;
    /** @param memory that of the kernel. @param arena of it, from which members get their room. */
    constructor(kernel: Kernel, memory: Buffer, arena: Arena);
    inflate(packed: Buffer, most: number): Unpacked | undefined;
    hold(bytes: Buffer): Buffer | undefined;
    release(bytes: Buffer): void;
    marks(bytes: Buffer, zones?: Int32Array): Int32Array | undefined;
    scout(bytes: Buffer): Scout | undefined;
}
