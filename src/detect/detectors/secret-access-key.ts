/**
 * Secret access keys: 40 characters of base64, with nothing in them that tells. So the name they are assigned to must tell,
 * or an id close by, or (of low confidence) their randomness.
 * Length: https://docs.aws.amazon.com/AmazonS3/latest/userguide/RESTAuthentication.html; no grammar is published.
 */
import { isBehindHead } from '../decode/cbor.ts';
import { type Column, recordAt } from '../decode/record.ts';
import { IN_BASE64, tableOf } from '../find/alphabet.ts';
import { runsIn } from '../find/text-runs.ts';
import type { Scene } from '../find/view.ts';
import { formOf } from '../grade/form.ts';
import { classOfSecret } from '../known/class.ts';
import { isOfAnotherStore } from '../known/foreign.ts';
import { entropy } from '../known/placeholder.ts';
import { isLogicalId, isPath, isTextInBase64, readsLikeWords } from '../known/words.ts';
import { type Slot, slotAfter, slotBefore, strengthOf } from '../pair/slots.ts';
import type { Judgement } from './access-key-id.ts';

export const SECRET_LENGTH = 40;
const ID_LENGTH = 20;
/** What is counted may be followed by the mark of what comes next, and its length. */
const MOST_MARKS = 3;
const MOST_BEFORE = 64;
/** With other columns of a row in a database. With an id and a separator it has 61. */
const LONGEST_GLUED = 200;
/** Loses 1.1 in 10,000 of random secrets; hex has at most 4.0. */
const LEAST_ENTROPY = 4.25;
/** With a name or an id near, randomness need not carry the weight: loses less than one in a million. */
const LEAST_ENTROPY_NAMED = 3.9;
/** Changes between upper case, lower case, digits and symbols: 15 loses one in 1,000, words seldom have more than 12. */
const LEAST_TRANSITIONS = 15;
/** Shares of words that make a value a name: with a slot or an id that speaks for a secret, and without. */
const WORDS_NAMED = 0.75;
const WORDS_ALONE = 0.6;

/** Where secrets may stand in runs of `text` that touch [from, to): of exactly 40, or longer by what was glued to them. */
export function secretsIn(text: string, from: number, to: number): readonly (readonly [number, number])[] {
  const runs = runsIn(text, SECRET_LENGTH, LONGEST_GLUED, from, to);
  return runs.length === 0 ? runs : runs.flatMap(([start, end]) => secretAt(text, start, end) ?? []);
}

function secretAt(text: string, start: number, end: number): readonly [[number, number]] | undefined {
  const run = text.slice(start, end);
  if (run.length === SECRET_LENGTH) return [[start, end]];
  const before = text.slice(Math.max(0, start - MOST_BEFORE), start);
  if ((run.length <= SECRET_LENGTH + MOST_MARKS && isCounted(before)) || isBehindHead(before, SECRET_LENGTH))
    return [[start, start + SECRET_LENGTH]];
  const row = recordAt(text, start, end, SECRET_LENGTH);
  if (row) return columnOf(row);
  if (run.length <= SECRET_LENGTH + 2) return trimmed(run, start);
  if (/^A[KS]IA[A-Z2-7]{16}[/+].{40}$/.test(run)) return [[start + 21, start + 61]];
  if (/^.{40}[/+]A[KS]IA[A-Z2-7]{16}$/.test(run)) return [[start, start + SECRET_LENGTH]];
  const behind = behindId(run);
  return behind === undefined ? undefined : [[start + behind, start + behind + SECRET_LENGTH]];
}

/** Where a secret begins in a run right behind an id, as in what Rust compiles. */
function behindId(run: string): number | undefined {
  const id = /(?<![A-Z0-9])A[KS]IA[A-Z2-7]{16}(?=[A-Za-z0-9+/]{40})/.exec(run);
  const at = id ? id.index + ID_LENGTH : 0;
  return id && isRandom(run.slice(at, at + SECRET_LENGTH)) ? at : undefined;
}

function columnOf({ columns, place }: Row): readonly [[number, number]] {
  const { start, end } = columns[place] as Column;
  return [[start, end]];
}

/** True if the length of a secret, 40, ends `before` in binary: as in compiled Python and Java, pickles, property lists. */
function isCounted(before: string): boolean {
  return /(?:[^\t\n\r\x20-\x7e]\(|[zZst]\(|[^\t\n\r\x20-\x7e]\(\0{3}|[A-Za-z]\(\0{3})$/.test(before);
}

/** `//SECRET`, `+SECRET`, `SECRET/` and the like: the glue goes, from the side where it stands. */
function trimmed(run: string, start: number): readonly [[number, number]] | undefined {
  const extra = run.length - SECRET_LENGTH;
  if (/^[/+]*$/.test(run.slice(0, extra))) return [[start + extra, start + run.length]];
  return /^[/+]*$/.test(run.slice(SECRET_LENGTH)) ? [[start, start + SECRET_LENGTH]] : undefined;
}

type Row = NonNullable<ReturnType<typeof recordAt>>;

/** Names of other secrets: under one of them a random value is what the name says. */
const OTHER_SECRET = /token|apikey|authkey|cookie|session|licen[cs]ekey|encryptionkey|signingkey|customerkey/;

const IS_SECRET = /^[A-Za-z0-9+/]{40}$/;
const ID = /^A[KS]IA[A-Z2-7]{16}$/;
const ID_NEAR = /A[KS]IA[A-Z2-7]{16}(?![A-Za-z0-9])/;
/** Directly beside an id, with nothing but separators between them: `ID:SECRET`, `"ID", "SECRET"`, `ID⏎SECRET`. */
const ID_BESIDE_BEFORE = /A[KS]IA[A-Z2-7]{16}(?:["'`]|\*\*)?[\s,:;|/]{1,24}(?:["'`]|\*\*)?$/;
const ID_BESIDE_AFTER = /^(?:["'`]|\*\*)?[\s,:;|/]{1,24}(?:["'`]|\*\*)?A[KS]IA[A-Z2-7]{16}(?![A-Za-z0-9])/;
const TOKEN_NEXT = /^[\s"'+]{1,40}(?:IQoJb3JpZ2luX2Vj|AgoJb3JpZ2luX2Vj|AgoGb3JpZ2lu|F[Qw]oGZXIvYXdz|[AF]QoDYXdz)E/;
const AWS_NEAR = /aws|amazon|\bs3\b|s3[._:]|accesskey|access_key|access-key/i;

/** What 40 characters are, by themselves and the text around them, or undefined if they are no secret. */
export function judgeSecret(scene: Scene): Judgement | undefined {
  if (!isPlace(scene)) return undefined;
  const judged = judgeColumn(scene) ?? judgeBehindId(scene) ?? judgeAlone(scene);
  const form = judged && formOf(scene.before, scene.after);
  return judged && form ? { ...judged, form } : judged;
}

/** True if the value has a place in its run by what the scene shows. */
function isPlace({ value, before, after, atStart, atEnd }: Scene): boolean {
  const text = before + value + after;
  const at = before.length;
  const [run] = runsIn(text, SECRET_LENGTH, LONGEST_GLUED, at, at + 1);
  if (!run) return false;
  const [start, end] = run;
  if (end - start === SECRET_LENGTH) return true;
  if ((start === 0 && !atStart) || (end === text.length && !atEnd)) return false;
  return secretAt(text, start, end)?.[0][0] === at;
}

/** What a column of a row in a database is: by an id in another one, or by the one before it, which may be its name. */
function judgeColumn({ value, before, after, ...rest }: Scene): Judgement | undefined {
  const text = before + value + after;
  const row = recordAt(text, before.length, before.length + value.length, SECRET_LENGTH);
  if (!row) return undefined;
  const columns = row.columns.map(({ start, end }) => text.slice(start, end));
  if (columns.some(one => ID.test(one)) && looksDrawn(value))
    return judgement('live', 'high', 'structure', undefined, 'It stands in one row with a key id.');
  return judgeAlone({ ...rest, value, before: `${columns[row.place - 1] ?? ''}: `, after: ' ' });
}

function judgeBehindId({ value, before }: Scene): Judgement | undefined {
  if (!/(?:^|[^A-Z0-9])A[KS]IA[A-Z2-7]{16}$/.test(before) || !isRandom(value)) return undefined;
  return judgement('live', 'high', 'structure', undefined, 'It stands right behind a key id.');
}

function judgeAlone(scene: Scene): Judgement | undefined {
  const { value, before } = scene;
  // What follows a value whose length is written before it says nothing of it.
  const isWhole = isCounted(before.slice(-5)) || isBehindHead(before.slice(-MOST_BEFORE), SECRET_LENGTH);
  const after = isWhole ? ` ${scene.after}` : scene.after;
  // Hex is a digest; what is padded is base64 of something else.
  if (/^[0-9a-fA-F]+$/.test(value) || after.startsWith('=')) return undefined;
  const slot = slotAfter(before, after) ?? slotBefore(before);
  const strength = slot ? strengthOf(slot.name) : 'other';
  if (strength === 'harmless') return undefined;
  const near = ID_NEAR.test(before) || ID_NEAR.test(after);
  const named =
    strength === 'aws' || (strength === 'generic' && (near || AWS_NEAR.test(before) || AWS_NEAR.test(after)));
  if (!near && isIdentifier(value) && (strength === 'generic' || after.startsWith('('))) return undefined;
  const random = isRandom(value);
  // Names and paths end here, and so does what decodes to text.
  if (!(named || near || random) || isTextInBase64(value)) return undefined;
  const look = classOfSecret(value);
  if (look)
    return named || near ? judgement(look, 'high', 'name', slot, 'It is a documented or made-up value.') : undefined;
  if (named) {
    if (!random && !looksDrawn(value)) return judgement('placeholder', 'low', 'name', slot, 'It reads like words.');
    if (!near && isOfAnotherStore(before, after))
      return judgement(
        'live',
        'low',
        'entropy',
        slot,
        'What stands beside it is of another store that speaks as S3 does.',
      );
    const confidence = strength === 'aws' && random ? 'high' : 'medium';
    return judgement('live', confidence, 'name', slot, 'It stands where a secret access key belongs.');
  }
  const beside = near && (ID_BESIDE_BEFORE.test(before) || ID_BESIDE_AFTER.test(after));
  // In a URL the secret ends where the host begins.
  if (!hasCleanEdges(before, beside ? after.replace(/^@/, ' ') : after)) return undefined;
  if (beside && looksDrawn(value))
    return judgement('live', 'high', 'structure', slot, 'It stands right beside a key id.');
  if (!random || !hasCleanEdges(before, after) || isWrapped(before, after)) return undefined;
  if (near) return judgement('live', 'medium', 'structure', slot, 'A key id stands close by.');
  if (isDigestLike(before) || readsLikeWords(value, WORDS_ALONE) || isLogicalId(value)) return undefined;
  if (slot && (OTHER_SECRET.test(slot.name) || OTHER_SECRET.test(slot.call ?? ''))) return undefined;
  return judgement('live', 'low', 'entropy', slot, 'Nothing but its length and randomness speaks for it.');
}

function judgement(
  look: Judgement['class'],
  confidence: Judgement['confidence'],
  basis: Judgement['basis'],
  slot: Slot | undefined,
  reason: string,
): Judgement {
  return { class: look, confidence, basis, ...(slot && { slot: slot.name }), facts: {}, reasons: [reason] };
}

/** As a machine draws: three classes of characters, often changing, of high entropy. */
export function isRandom(value: string): boolean {
  return (
    IS_SECRET.test(value) &&
    /[A-Z]/.test(value) &&
    /[a-z]/.test(value) &&
    /[0-9]/.test(value) &&
    transitions(value) >= LEAST_TRANSITIONS &&
    entropy(value) >= LEAST_ENTROPY &&
    looksDrawn(value)
  );
}

/** Not words: what a machine draws once in 10,000 times may still pass, if something else speaks for it. */
function looksDrawn(value: string): boolean {
  if (entropy(value) < LEAST_ENTROPY_NAMED || isPath(value) || readsLikeWords(value, WORDS_NAMED)) return false;
  return transitions(value) >= 11 && /[A-Z]/.test(value) && /[a-z]/.test(value);
}

/** The name of a class, a function, a test: not even a placeholder. */
function isIdentifier(value: string): boolean {
  return /^[A-Za-z]+$/.test(value) && readsLikeWords(value, WORDS_NAMED);
}

function transitions(value: string): number {
  let count = 0;
  let last = classAt(value, 0);
  for (let i = 1; i < value.length; i++) {
    const own = classAt(value, i);
    if (own !== last) count++;
    last = own;
  }
  return count;
}

function classAt(value: string, index: number): number {
  const code = value.charCodeAt(index);
  if (code >= 97) return 0;
  if (code >= 65) return 1;
  return code >= 48 && code <= 57 ? 2 : 3;
}

/** Not a piece of something longer on its line: a token with dots or dashes, padded base64. */
function hasCleanEdges(textBefore: string, textAfter: string): boolean {
  // Bold in Markdown.
  const before = textBefore.replace(/\*\*$/, ' ');
  const after = textAfter.replace(/^\*\*/, ' ');
  return !/[A-Za-z0-9_.@#$%&*-]$/.test(before) && !/^[A-Za-z0-9_@#$%*=-]|^\.[A-Za-z0-9]/.test(after);
}

/** What stands between two lines of a block: quotes, joiners, marks of comments, escaped line breaks. */
const LINE_AFTER = /^((?:\\[nrt]|[\s"'`+,.*#>|&\\/]){1,40}?)([A-Za-z0-9+/]{41}|-----[BE])/;
const IN_BETWEEN = tableOf(/[\s"'`+,.*#>|&\\/]/, 256);
const MOST_BETWEEN = 40;
const LINE = 41;

/** The last 41 characters of the line above, and what stands between it and the value. */
function lineBefore(before: string): readonly [line: string, between: string] | undefined {
  let first = before.length;
  for (let count = 0; count < MOST_BETWEEN && first > 0; count++) {
    if (IN_BETWEEN[before.charCodeAt(first - 1)] === 1) first--;
    else if (/^\\[nrt]$/.test(before.slice(Math.max(0, first - 2), first))) first -= 2;
    else break;
  }
  // A `+` or `/` at its end belongs to the line, or to what is between: to the line as long as that can be.
  for (let end = first; end < before.length; end++) {
    if (/[A-Z]-----$/.test(before.slice(Math.max(0, end - 6), end))) return ['-----', before.slice(end)];
    let start = end;
    while (start > 0 && end - start < LINE && IN_BASE64[before.charCodeAt(start - 1)] === 1) start--;
    if (end - start === LINE) return [before.slice(start, end), before.slice(end)];
    if (!/[+/]/.test(before.charAt(end))) return undefined;
  }
  return undefined;
}

/** The last line, or the only one, of a block in base64: a longer one beside it, or the marks of PEM. */
function isWrapped(before: string, after: string): boolean {
  const [above, below] = [lineBefore(before), LINE_AFTER.exec(after)];
  if (isLine(above?.[0], above?.[1])) return true;
  // A session token is no next line of the block: `aws sts … --output text` has it right behind its secret.
  return !TOKEN_NEXT.test(after) && isLine(below?.[2], below?.[1]);
}

function isLine(line: string | undefined, between: string | undefined): boolean {
  if (line === undefined || between === undefined) return false;
  if (!line.includes('-----') && !(/[A-Z]/.test(line) && /[a-z]/.test(line) && /[0-9]/.test(line))) return false;
  return /^[\s"'+]+$/.test(between) || /[\r\n]|\\[nr]/.test(between);
}

function isDigestLike(before: string): boolean {
  return /(?:sha\d*|md5|hash|digest|integrity|checksum|etag|commit|fingerprint|signature|base64)[^A-Za-z]{0,12}$/i.test(
    before.slice(-48),
  );
}
