import type { Scene } from '../find/view.ts';
import type { Judgement } from './access-key-id.ts';
export declare const SECRET_LENGTH = 40;
/** Where secrets may stand in runs of `text` that touch [from, to): of exactly 40, or longer by what was glued to them. */
export declare function secretsIn(text: string, from: number, to: number): readonly (readonly [number, number])[];
/** What 40 characters are, by themselves and the text around them, or undefined if they are no secret. */
export declare function judgeSecret(scene: Scene): Judgement | undefined;
/** As a machine draws: three classes of characters, often changing, of high entropy. */
export declare function isRandom(value: string): boolean;
