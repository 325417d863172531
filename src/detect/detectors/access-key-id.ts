/**
 * Access key ids: `AKIA` (long-term) or `ASIA` (temporary) and 16 characters. An id that AWS cannot have made is still
 * told of, as such.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
import type { Candidate } from '../../model.ts';
import { accountOf } from '../decode/account.ts';
import { formOf } from '../form.ts';
import { classOfId } from '../known/class.ts';
import { slotBefore } from '../slots.ts';
import type { Scene } from '../view.ts';

export type Judgement = Pick<Candidate, 'class' | 'confidence' | 'basis' | 'facts' | 'reasons'> &
  Partial<Pick<Candidate, 'slot' | 'form'>>;

const ID_LENGTH = 20;

/** Where ids may stand in `text`: [start, end) pairs. What touches them is for the scene to judge. */
export function* idsIn(text: string): Generator<readonly [number, number]> {
  for (const match of text.matchAll(/(?<![A-Za-z0-9])A[KS]IA[A-Z0-9]{16}(?![A-Za-z0-9])/g))
    yield [match.index, match.index + ID_LENGTH];
}

/** What an id is, by itself and the text around it. */
export function judgeId({ value, before, after }: Scene): Judgement | undefined {
  if (isInBase64(before, after)) return undefined;
  const look = classOfId(value);
  const account = accountOf(value);
  const form = formOf(before, after);
  const slot = slotBefore(before)?.name;
  const digits = /[2-7]/.test(value.slice(5));
  return {
    class: look ?? 'live',
    confidence: look === 'impossible' ? 'low' : account !== undefined && digits ? 'high' : 'medium',
    basis: 'structure',
    ...(slot && { slot }),
    ...(form && { form }),
    facts: { ...(account && { account }) },
    reasons: reasonsOf(look, account),
  };
}

/** Between two slashes or pluses of a long text in base64, as they stand in images and modules. */
function isInBase64(before: string, after: string): boolean {
  const [left, right] = [
    /[A-Za-z0-9+/]*$/.exec(before.slice(-64))?.[0] ?? '',
    /^[A-Za-z0-9+/]*/.exec(after)?.[0] ?? '',
  ];
  if (left.length < 8 || right.length < 8 || left.length + right.length < 64) return false;
  return [left, right].every(piece => /[A-Z]/.test(piece) && /[a-z]/.test(piece));
}

function reasonsOf(look: Candidate['class'] | undefined, account: string | undefined): string[] {
  if (look === 'impossible') return ['AWS makes no ids with these characters at these places.'];
  if (look === 'example') return ['It is an example of the AWS documentation.'];
  if (look === 'canary') return [`Account ${account} is known for canary keys, whose use raises an alarm.`];
  if (look === 'emulator') return [`Account ${account} is that of an emulator.`];
  if (look === 'placeholder') return ['It was made up by hand.'];
  return account === undefined ? [] : [`The id itself names account ${account}.`];
}
