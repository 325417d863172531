/**
 * Session tokens of temporary credentials: base64 with a constant head for each type, of a hundred to some thousand
 * characters, often wrapped over lines. Followed forward from the head only.
 * Heads: https://github.com/talbeerysec/STS-token-decoder; AWS documents no length.
 */
import { decodeSessionToken } from '../decode/session-token.ts';
import type { Scene } from '../find/view.ts';
import { REACH } from '../find/window.ts';
import { formOf } from '../grade/form.ts';
import { classOfToken } from '../known/class.ts';
import { slotAfter, slotBefore } from '../pair/slots.ts';
import type { Judgement } from './access-key-id.ts';

/** All heads, each a whole number of groups, then field 2's tag and the first bits of its number. */
export const TOKEN_HEAD =
  /(?<![A-Za-z0-9+/])(?:IQoJb3JpZ2luX2Vj|AgoJb3JpZ2luX2Vj|AgoGb3JpZ2lu|F[Qw]oGZXIvYXdz|FQoDYXdz|AQoDYXdz|AQoEXAMPLE|AQoXdzEL)/g;
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

/** Where session tokens that begin in [from, to) stand in `text`, line breaks taken out of the value. */
export function* tokensIn(text: string, from: number, to: number): Generator<TokenPlace> {
  for (let at = nextHead(text, from); at >= 0 && at < to; at = nextHead(text, at + 1)) {
    const place = follow(text, at);
    if (place && place.value.length >= LEAST_LENGTH && place.end - place.start <= REACH) yield place;
  }
}

function nextHead(text: string, from: number): number {
  TOKEN_HEAD.lastIndex = from;
  return TOKEN_HEAD.exec(text)?.index ?? -1;
}

function follow(text: string, start: number): TokenPlace | undefined {
  let value = '';
  let at = start;
  let width = 0;
  for (let pieces = 1; pieces <= MOST_PIECES && at - start <= REACH; pieces++) {
    PIECE.lastIndex = at;
    const piece = PIECE.exec(text)?.[0] ?? '';
    if (pieces > 1 && !continues(text, at, piece, width)) break;
    value += piece;
    at += piece.length;
    if (pieces === 2) width = piece.length;
    if (piece.endsWith('=') || piece.length < LEAST_PIECE || (pieces > 2 && piece.length < width)) break;
    // A token that is whole on its line does not go on with whatever stands on the next.
    if (pieces === 1 && piece.length % 4 === 0 && decodeSessionToken(value)) break;
    WRAP.lastIndex = at;
    const wrap = WRAP.exec(text)?.[0];
    if (wrap === undefined) break;
    const next = at + wrap.length;
    PIECE.lastIndex = next;
    if (!continues(text, next, PIECE.exec(text)?.[0] ?? '', width)) break;
    at = next;
  }
  return { start, end: at, value };
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
