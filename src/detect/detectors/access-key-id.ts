/**
 * Access key ids: `AKIA` (long-term) or `ASIA` (temporary) and 16 characters. An id that AWS cannot have made is still
 * told of, as such.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
import type { Candidate } from '../../model.ts';
import { accountOf, isPossibleId } from '../decode/account.ts';
import { isBehindHead } from '../decode/cbor.ts';
import { recordAt } from '../decode/record.ts';
import { IN_BASE64 } from '../find/alphabet.ts';
import type { Scene } from '../find/view.ts';
import { formOf } from '../grade/form.ts';
import { classOfAccount, classOfId } from '../known/class.ts';
import { slotBefore } from '../pair/slots.ts';
import { isRandom, SECRET_LENGTH } from './secret-access-key.ts';

export type Judgement = Pick<Candidate, 'class' | 'confidence' | 'basis' | 'facts' | 'reasons'> &
  Partial<Pick<Candidate, 'slot' | 'form'>>;

const ID_LENGTH = 20;
const IN_WORD = /[A-Za-z0-9]/;
const MOST_OF_ROW = 65;
const SHAPE = /A[KS]IA[A-Z0-9]{16}/g;
/** Compiled Go and Rust have all literals of a length in one piece: words, and perhaps more than one id. */
const SOME_IDS = /^(?:A[KS]IA[A-Z2-7]{16}){1,8}$/;
const MOST_GLUED = 161;
const IN_ID = /[A-Z0-9]/;
/** 20, the length of an id, as compiled Python and Java, pickles and property lists write it before what may be followed by anything. */
const COUNTED = /\x14\0{0,3}$/;
/** In CBOR these may follow: texts, arrays, maps, simple values. */
const BEHIND_CBOR = /^(?:[\0-\x1b\x60-\x7b\x80-\xbf\xf4-\xff]|$)/;
/** A row of a database: its header, and columns with nothing in between. What is in no text says so. */
const IN_ROW = /[\0-\x08][^\0-\x08]{1,64}$/;

/** So much base64 on either side, and on both together, makes an id a piece of it. */
const LEAST_BASE64_BESIDE = 8;
const LEAST_BASE64_AROUND = 64;
const MOST_BASE64_BEFORE = 64;

/** Where ids that begin in [from, to) may stand in `text`: [start, end) pairs. What touches them is for the scene to judge. */
export function* idsIn(text: string, from: number, to: number): Generator<readonly [number, number]> {
  for (let start = nextId(text, from); start >= 0 && start < to; start = nextId(text, start + 1))
    if (isApart(text, start, start + ID_LENGTH)) yield [start, start + ID_LENGTH];
}

function nextId(text: string, from: number): number {
  SHAPE.lastIndex = from;
  return SHAPE.exec(text)?.index ?? -1;
}

/**
 * True if no letter or digit touches what may be an id, or if the bytes around it say that it is whole nevertheless.
 * @param cut where what is beyond an end of the text is not known, and may touch it.
 */
function isApart(text: string, start: number, end: number, cut = { start: false, end: false }): boolean {
  const ends = !IN_WORD.test(text.charAt(end));
  if (ends && !IN_WORD.test(text.charAt(start - 1))) return true;
  const before = text.slice(Math.max(0, start - MOST_OF_ROW), start);
  if (COUNTED.test(before) || isColumn(text, start, end)) return true;
  if (isBehindHead(before, ID_LENGTH) && BEHIND_CBOR.test(text.charAt(end))) return true;
  const id = text.slice(start, end);
  if (!isPossibleId(id)) return false;
  if (isBeforeSecret(text, start, cut)) return true;
  return /[2-7]/.test(id.slice(5)) && (IN_ROW.test(before) || isGlued(text, start, cut));
}

/** True if an id that begins at `start` has its secret right behind it. */
function isBeforeSecret(text: string, start: number, cut: { readonly start: boolean }): boolean {
  if (start === 0 ? cut.start : IN_ID.test(text.charAt(start - 1))) return false;
  return isRandom(text.slice(start + ID_LENGTH, start + ID_LENGTH + SECRET_LENGTH));
}

/** True if the capitals and digits around `start` are ids and nothing else: what touches them is of other words. */
function isGlued(text: string, start: number, cut: { readonly start: boolean; readonly end: boolean }): boolean {
  let first = start;
  while (start - first < MOST_GLUED && IN_ID.test(text.charAt(first - 1))) first--;
  let end = start + ID_LENGTH;
  while (end - first < MOST_GLUED && IN_ID.test(text.charAt(end))) end++;
  if ((first === 0 && cut.start) || (end === text.length && cut.end)) return false;
  return (start - first) % ID_LENGTH === 0 && SOME_IDS.test(text.slice(first, end));
}

function isColumn(text: string, start: number, end: number): boolean {
  return recordAt(text, start, end, ID_LENGTH) !== undefined;
}

/** What an id is, by itself and the text around it. */
export function judgeId({ value, before, after, atStart, atEnd }: Scene): Judgement | undefined {
  const [text, start] = [before + value + after, before.length];
  // What is no more than near in the content may be far away from it.
  if (!isApart(text, start, start + ID_LENGTH, { start: !atStart, end: !atEnd })) return undefined;
  if (isInBase64(before, after) && !isColumn(text, start, start + ID_LENGTH)) return undefined;
  const look = classOfId(value);
  const decoded = accountOf(value);
  // A made-up id is nobody's, whatever its characters decode to.
  const account = look === undefined || (decoded && classOfAccount(decoded) === look) ? decoded : undefined;
  const form = formOf(before, after);
  const slot = slotBefore(before)?.name;
  const digits = /[2-7]/.test(value.slice(5));
  return {
    class: look ?? 'live',
    confidence: look === 'impossible' ? 'low' : decoded !== undefined && digits ? 'high' : 'medium',
    basis: 'structure',
    ...(slot && { slot }),
    ...(form && { form }),
    facts: { ...(account && { account }) },
    reasons: reasonsOf(look, account),
  };
}

/** Between two slashes or pluses of a long text in base64, as they stand in images and modules. */
function isInBase64(before: string, after: string): boolean {
  let start = before.length;
  const least = Math.max(0, start - MOST_BASE64_BEFORE);
  while (start > least && IN_BASE64[before.charCodeAt(start - 1)] === 1) start--;
  if (before.length - start < LEAST_BASE64_BESIDE) return false;
  let end = 0;
  while (IN_BASE64[after.charCodeAt(end)] === 1) end++;
  if (end < LEAST_BASE64_BESIDE || before.length - start + end < LEAST_BASE64_AROUND) return false;
  return [before.slice(start), after.slice(0, end)].every(piece => /[A-Z]/.test(piece) && /[a-z]/.test(piece));
}

function reasonsOf(look: Candidate['class'] | undefined, account: string | undefined): string[] {
  if (look === 'impossible') return ['AWS makes no ids with these characters at these places.'];
  if (look === 'example') return ['It is an example of the AWS documentation.'];
  if (look === 'canary') return [`Account ${account} is known for canary keys, whose use raises an alarm.`];
  if (look === 'emulator') return [`Account ${account} is that of an emulator.`];
  if (look === 'placeholder') return ['It was made up by hand.'];
  if (account === undefined) return ['It is of the kind that AWS gave out until about 2019, which names no account.'];
  return [`The id itself names account ${account}.`];
}
