import type { Scene } from '../view.ts';
import type { Judgement } from './access-key-id.ts';
/** Where secrets may stand in `text`: runs of exactly 40, or that are longer by what was glued to them. */
export declare function secretsIn(text: string): Generator<readonly [number, number]>;
/** What 40 characters are, by themselves and the text around them, or undefined if they are no secret. */
export declare function judgeSecret(scene: Scene): Judgement | undefined;
