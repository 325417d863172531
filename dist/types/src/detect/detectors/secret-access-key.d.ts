import type { Scene } from '../find/view.ts';
import type { Judgement } from './access-key-id.ts';
/** Where secrets may stand in runs of `text` that touch [from, to): of exactly 40, or longer by what was glued to them. */
export declare function secretsIn(text: string, from: number, to: number): readonly (readonly [number, number])[];
/** What 40 characters are, by themselves and the text around them, or undefined if they are no secret. */
export declare function judgeSecret(scene: Scene): Judgement | undefined;
