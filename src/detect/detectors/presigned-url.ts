/**
 * Pre-signed URLs, Signature Version 4 and 2: leave to one request as their signer, until a time that they state. The id in
 * them is not a leaked key by itself. Signed queries with a kind of their own (database logins) are left to their detectors.
 */
import { canonicalUrl, classOfRequest, factsOf, readSignedQuery, unescapePercent } from '../decode/presigned.ts';
import type { Detector, Slice, Verdict } from '../detector.ts';
import { matchAt, skipBack } from '../find/edges.ts';
import { WINDOW } from '../find/window.ts';

const SEVEN_DAYS_MS = 7 * 86_400_000;
/** Services whose signed queries are passwords, with detectors of their own. */
const OTHER_SERVICES = /^(?:rds-db|dsql|bedrock)$/;
/** What a URL is made of, also with `&` and `/` escaped as JSON does. */
const FORWARD = /(?:[A-Za-z0-9\-._~:/?#@!$&*+;=%]|\\u0026|\\\/)+/y;
const URL_CHARACTER = /[A-Za-z0-9\-._~:/?#@!$&*+,;=%\\]/;
const ANCHOR = /X-Amz-Algorithm(?:=|%3D)AWS4|AWSAccessKeyId(?:=|%3D)[A-Z0-9]{16,32}/i;
const ANCHOR_HERE = new RegExp(ANCHOR, 'iy');
const SCHEME = /(?:https?|s3)(?::|%3A)(?:\/\/|\\\/\\\/|%2F%2F)/gi;

export const presignedUrl: Detector = {
  id: 'presigned-url',
  kind: 'aws-presigned-url',
  role: 'value',
  anchors: ['X-Amz-Algorithm', 'x-amz-algorithm', 'AWSAccessKeyId'],
  judge(slice: Slice, at: number): Verdict | undefined {
    const start = matchAt(ANCHOR_HERE, slice.text, at) ? startOf(slice.text, at) : undefined;
    if (start === undefined) return undefined;
    const tail = matchAt(FORWARD, slice.text, at)?.replace(/[.,;:!?]+$/, '');
    if (!tail) return undefined;
    const end = at + tail.length;
    const written = slice.text.slice(start, end);
    const url = /%3D/i.test(tail.slice(0, 24)) ? unescapePercent(written) : written;
    const request = readSignedQuery(url.slice(url.indexOf('?') + 1));
    if (!request?.signed || OTHER_SERVICES.test(request.service ?? '')) return undefined;
    return {
      start,
      end,
      value: canonicalUrl(written),
      class: classOfRequest(request),
      confidence: request.expiresAt === undefined ? 'medium' : 'high',
      basis: 'structure',
      form: 'signed-request',
      facts: { ...factsOf(request), ...(request.version === 4 && { longestLifeMs: SEVEN_DAYS_MS }) },
      reasons: [`It is signed with Signature Version ${request.version}.`],
    };
  },
};

/**
 * The start of the URL's scheme if that stands in the window before the anchor, else the anchor itself. Undefined if the same
 * URL holds another anchor before: that one finds it.
 */
function startOf(text: string, at: number): number | undefined {
  const joined = text.slice(skipBack(text, at, URL_CHARACTER, WINDOW), at);
  let scheme = -1;
  for (const match of joined.matchAll(SCHEME)) scheme = match.index;
  if (ANCHOR.test(joined.slice(Math.max(0, scheme)))) return undefined;
  return scheme < 0 ? at : at - joined.length + scheme;
}
