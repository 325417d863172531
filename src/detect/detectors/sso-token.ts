/**
 * Tokens in the caches of `aws sso login` and `aws login`: access and refresh tokens of IAM Identity Center and the secret of
 * the client that was registered. Each mints credentials for every account and role that its owner may use.
 * Sources: aws-cli `botocore/tokens.py`, botocore `credentials.py` (LoginCredentialFetcher); heads read off public samples.
 */
import type { Class, Form } from '../../model.ts';
import { isRegion, REGION } from '../decode/region.ts';
import { parseIsoTime } from '../decode/time.ts';
import type { Detector, Slice, Verdict } from '../detector.ts';
import { around, canStartAt, matchAt, nameBefore, skipBack } from '../find/edges.ts';
import { WINDOW } from '../find/window.ts';
import { classOfSecret } from '../known/class.ts';
import { leavesBraces } from '../pair/same-place.ts';

/** Access and refresh tokens of today; the header of a registered client's secret: `{"kid":"key-1`. */
const HEADS = ['aoaAAAAA', 'aorAAAAA', 'eyJraWQiOiJrZXktMT'];
/** How the signature behind a colon begins: DER of P-384. What is before it has `-` and `_`, and so no long plain run. */
const SIGNATURES = ['MGQC', 'MGUC', 'MGYC'];
const NAMES = ['accessToken', 'refreshToken', 'clientSecret'];
/** Base64 of either alphabet, a JWT, or base64 and a signature behind a colon. */
const VALUE = /[A-Za-z0-9+/_.-]{40,7000}(?::[A-Za-z0-9+/_-]{20,400})?={0,2}/y;
const NAMED = /(?:accessToken|refreshToken|clientSecret)\\?["']?\s{0,8}[:=]\s{0,8}\\?["']?/y;
const SSO_MARK = /startUrl|registrationExpiresAt|awsapps\.com\/start|clientIdHash/;
const LOGIN_MARK = /dpopKey|:signin:|"tokenType"\s{0,4}:\s{0,4}"aws_sigv4"/;

export const ssoToken: Detector = {
  id: 'sso-token',
  kind: 'aws-sso-token',
  role: 'value',
  anchors: [...HEADS, ...SIGNATURES, ...NAMES],
  judge(slice: Slice, at: number): Verdict | undefined {
    const { text } = slice;
    const start = startOf(text, at);
    if (start === undefined || !canStartAt(text, start) || /[._-]/.test(text.charAt(start - 1))) return undefined;
    const value = matchAt(VALUE, text, start);
    if (!value) return undefined;
    const end = start + value.length;
    const { before, after } = around(text, start, end);
    const headed = HEADS.some(head => value.startsWith(head)) && value.length >= 100;
    const slot = nameBefore(text, start);
    const form = formOf(before + after, slot);
    if (!headed && !form) return undefined;
    const expiresAt = expiryOf(slot, before, after);
    const region = regionOf(before, after);
    return {
      start,
      end,
      class: classOf(value),
      confidence: headed && form ? 'high' : 'medium',
      basis: headed ? 'structure' : 'name',
      ...(slot && { slot }),
      ...(form && { form }),
      facts: {
        ...(expiresAt !== undefined && { expiresAt }),
        ...(region && { region }),
      },
      reasons: [headed ? 'It begins as IAM Identity Center begins its tokens.' : 'It stands in a login cache.'],
    };
  },
};

/** Where the value begins that the anchor at `at` heads, names or stands in. */
function startOf(text: string, at: number): number | undefined {
  if (HEADS.some(head => text.startsWith(head, at))) return at;
  if (text.charAt(at - 1) === ':' && SIGNATURES.some(head => text.startsWith(head, at))) {
    const start = skipBack(text, at - 1, /[A-Za-z0-9_-]/, WINDOW);
    return /^ao[ar]/.test(text.slice(start, start + 3)) ? start : undefined;
  }
  const name = matchAt(NAMED, text, at);
  return name === undefined ? undefined : at + name.length;
}

function formOf(context: string, slot: string): Form | undefined {
  if (LOGIN_MARK.test(context)) return slot === 'refreshtoken' ? 'login-cache' : undefined;
  return SSO_MARK.test(context) ? 'sso-cache' : undefined;
}

function classOf(value: string): Class {
  return value.includes('EXAMPLE') ? 'example' : (classOfSecret(value.slice(0, 60)) ?? 'live');
}

/**
 * An access token ends at `expiresAt`; a refresh token and a client secret end with the client's registration. Only the token's own
 * object tells; of two times there the later one counts.
 */
function expiryOf(slot: string, before: string, after: string): number | undefined {
  const name = slot === 'accesstoken' ? 'expiresAt' : 'registrationExpiresAt';
  const shape = new RegExp(`\\b${name}\\\\?["']?\\s{0,8}[:=]\\s{0,8}\\\\?["']?([0-9T:.+Z UTC-]{19,35})`, 'g');
  const own = [
    ...[...after.matchAll(shape)].filter(one => !leavesBraces(after.slice(0, one.index))),
    ...[...before.matchAll(shape)].filter(one => !leavesBraces(before.slice(one.index))),
  ];
  const times = own.flatMap(one => parseIsoTime((one[1] as string).trim()) ?? []);
  return times.length === 0 ? undefined : Math.max(...times);
}

function regionOf(before: string, after: string): string | undefined {
  const shape = new RegExp(`\\bregion\\\\?["']?\\s{0,8}[:=]\\s{0,8}\\\\?["']?(${REGION})\\b`);
  const name = shape.exec(before)?.[1] ?? shape.exec(after)?.[1];
  return name && isRegion(name) ? name : undefined;
}
