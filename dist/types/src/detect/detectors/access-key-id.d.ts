/**
 * Access key ids: `AKIA` (long-term) or `ASIA` (temporary) and 16 characters. An id that AWS cannot have made is still
 * told of, as such.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
import type { Candidate } from '../../model.ts';
import type { Scene } from '../find/view.ts';
export type Judgement = Pick<Candidate, 'class' | 'confidence' | 'basis' | 'facts' | 'reasons'> & Partial<Pick<Candidate, 'slot' | 'form'>>;
/** Where ids that begin in [from, to) may stand in `text`: [start, end) pairs. What touches them is for the scene to judge. */
export declare function idsIn(text: string, from: number, to: number): Generator<readonly [number, number]>;
/** What an id is, by itself and the text around it. */
export declare function judgeId({ value, before, after, atStart, atEnd }: Scene): Judgement | undefined;
