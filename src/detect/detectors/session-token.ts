/**
 * Session tokens of temporary credentials: base64 with a constant head for each type, of a hundred to some thousand
 * characters, often wrapped over lines. Followed forward from the head only.
 * Heads: https://github.com/talbeerysec/STS-token-decoder; AWS documents no length.
 */
import { decodeSessionToken } from '../decode/session-token.ts';
import { type Scene, type View, windowEnd } from '../find/view.ts';
import { REACH } from '../find/window.ts';
import { formOf } from '../grade/form.ts';
import { classOfToken } from '../known/class.ts';
import { slotAfter, slotBefore } from '../pair/slots.ts';
import type { Judgement } from './access-key-id.ts';

/** All heads, each a whole number of groups, then field 2's tag and the first bits of its number. */
const TOKEN_HEAD =
  /(?:IQoJb3JpZ2luX2Vj|AgoJb3JpZ2luX2Vj|AgoGb3JpZ2lu|F[Qw]oGZXIvYXdz|FQoDYXdz|AQoDYXdz|AQoEXAMPLE|AQoXdzEL)/g;
const LEAST_LENGTH = 100;
/** A line of a wrapped token, but for the last, is no shorter. */
export const LEAST_PIECE = 20;
const MOST_PIECES = 128;

const PIECE = /[A-Za-z0-9+/]*={0,2}/y;
/** From one line of a wrapped token to the next: indentation, quotes and `+`, `\`, comment or list marks. */
const WRAP =
  /(?:["'`][ \t]{0,4}[+.&,]?)?[ \t]{0,8}[\\`^_]?\r?\n[ \t]{0,64}(?:(?:[+.>#|]|\/\/)[ \t]{1,4})?["'`]?(?=[A-Za-z0-9+/])/y;
const ANY_HEAD = /IQoJb3JpZ2|AgoJb3JpZ2|AgoGb3JpZ2|F[Qw]oGZXIv|FQoDYXdz|AQoDYXdz/y;

export interface TokenPlace {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/**
 * Where session tokens that begin between the characters `from` and `to` of `view` stand, line breaks taken out of the value.
 * Of one token there may be several places that begin together: where its window does not show whether it goes on.
 */
export function* tokensIn(view: View, from: number, to: number): Generator<TokenPlace> {
  for (let at = nextHead(view.text, from); at >= 0 && at < to; at = nextHead(view.text, at + 1))
    for (const place of follow(view, at))
      if (place.value.length >= LEAST_LENGTH && place.end - place.start <= REACH) yield place;
}

function nextHead(text: string, from: number): number {
  TOKEN_HEAD.lastIndex = from;
  for (;;) {
    const at = TOKEN_HEAD.exec(text)?.index ?? -1;
    if (at < 0 || canBegin(text, at)) return at;
  }
}

/** True if no digit of base64 stands before `at`, or if that is the last byte of the token's length, as in compiled Java. */
function canBegin(text: string, at: number): boolean {
  return !/[A-Za-z0-9+/]/.test(text.charAt(at - 1)) || /[\x01-\x08]/.test(text.charAt(at - 2));
}

function* follow(view: View, start: number): Generator<TokenPlace> {
  const { text } = view;
  let value = '';
  let at = start;
  let width = 0;
  for (let pieces = 1; pieces <= MOST_PIECES && at - start <= REACH; pieces++) {
    const piece = withoutMark(pieceAt(text, at), text, at);
    value += piece;
    at += piece.length;
    const place = { start, end: at, value };
    const next = lineBehind(text, at, piece, pieces, width);
    // A token that is whole on its line does not go on with whatever stands on the next.
    if (next < 0 || (pieces === 1 && piece.length % 4 === 0 && decodeSessionToken(value))) return yield place;
    if (pieces === 2) width = piece.length;
    const line = pieceAt(text, next);
    const shown = shows(view, at, next + line.length);
    const goesOn = continues(text, next, line, width);
    // What stands on a line that leaves the window may not decide whether a token ends here.
    if (!(shown && goesOn)) yield place;
    if (!goesOn) return;
    at = next;
  }
}

function pieceAt(text: string, at: number): string {
  PIECE.lastIndex = at;
  return PIECE.exec(text)?.[0] ?? '';
}

/**
 * A token without what comes next: a letter that marks it, as in compiled Python, for no base64 has that length; or whatever stands
 * behind the length that is written before the token, as in CBOR.
 */
function withoutMark(piece: string, text: string, at: number): string {
  const [high, low] = [text.charCodeAt(at - 2), text.charCodeAt(at - 1)];
  for (const length of [low, 256 * high + low])
    if (length >= LEAST_LENGTH && length < piece.length && decodeSessionToken(piece.slice(0, length)))
      return piece.slice(0, length);
  const rest = piece.slice(0, -1);
  return piece.length % 4 === 1 && !piece.endsWith('=') && decodeSessionToken(rest) ? rest : piece;
}

/** Where the line behind `piece`, which ends at `at`, begins; -1 if the token ends with the piece. */
function lineBehind(text: string, at: number, piece: string, pieces: number, width: number): number {
  if (piece.endsWith('=') || piece.length < LEAST_PIECE || (pieces > 2 && piece.length < width)) return -1;
  WRAP.lastIndex = at;
  const wrap = WRAP.exec(text)?.[0];
  return wrap === undefined ? -1 : at + wrap.length;
}

/** True if the window of what ends at `end` shows a line that ends at `lineEnd`, and how it ends. */
function shows(view: View, end: number, lineEnd: number): boolean {
  const last = windowEnd(view, end);
  return lineEnd + 2 <= last || (view.atEnd && last === view.text.length);
}

/** True if the piece at `at` is a line of the same token and not the next entry of a file. */
function continues(text: string, at: number, piece: string, width: number): boolean {
  ANY_HEAD.lastIndex = at;
  if (ANY_HEAD.test(text) || (width > 0 && piece.length > width)) return false;
  if (/^A[KS]IA[A-Z2-7]{16}$/.test(piece)) return false;
  const behind = text.slice(at + piece.length, at + piece.length + 2);
  return piece.length >= LEAST_PIECE
    ? !/^(?:[:_.-]|[ \t]=|[ \t]:)/.test(behind)
    : /^(?:$|[\s"'`<,;)\\}\]])/.test(behind) && !/^[ \t][=:]/.test(behind);
}

/** What a token is. One that does not decode may be of a kind not known yet, if its name says so. */
export function judgeToken({ value, before, after }: Scene): Judgement {
  const look = classOfToken(value);
  const token = decodeSessionToken(value);
  const slot = (slotAfter(before, after) ?? slotBefore(before))?.name;
  const form = formOf(before, after);
  return {
    class: look ?? 'live',
    confidence: token ? 'high' : 'low',
    basis: 'structure',
    ...(slot && { slot }),
    ...(form && { form }),
    facts: token
      ? {
          issuedAt: token.issuedAt,
          ...(token.account && { account: token.account }),
          ...(token.region && { region: token.region }),
        }
      : {},
    reasons: [
      token ? 'The token itself tells when it was issued.' : 'The token cannot be decoded: cut, altered or made up.',
    ],
  };
}

/** True if a token may begin in `text`. */
export function hasTokenHead(text: string): boolean {
  return /IQoJb3Jp|AgoJb3Jp|AgoGb3Jp|F[Qw]oGZXIv|FQoDYXdz|AQoDYXdz|AQoEXAMP|AQoXdzEL/.test(text);
}
