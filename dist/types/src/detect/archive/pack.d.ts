import type { Budget } from './budget.ts';
import { type Held } from './open.ts';
/** True if `head` begins a pack or a bundle. */
export declare function startsPack(head: Buffer): boolean;
/** The objects of the pack in `bytes`, in its order. */
export declare function packMembers(bytes: Buffer, budget: Budget): Generator<Held>;
