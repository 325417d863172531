import type { ObjectType } from '../reader.ts';
export interface LooseObject {
    readonly type: ObjectType;
    readonly bytes: Buffer;
}
/** The loose object `hex` of an object folder; undefined if git has to look at it. */
export declare function readLoose(folder: string, hex: string): LooseObject | undefined;
