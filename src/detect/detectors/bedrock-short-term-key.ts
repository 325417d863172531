/**
 * Amazon Bedrock API keys, short-term: `bedrock-api-key-` and the base64 of a signed request, which names its signer, region
 * and end. It lives 12 hours at most, and never longer than the session that made it.
 * Sources: https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys-how.html; github.com/aws/aws-bedrock-token-generator-js
 */
import { decodeBase64 } from '../decode/base64.ts';
import { classOfRequest, factsOf, readSignedQuery } from '../decode/presigned.ts';
import type { Detector, Slice, Verdict } from '../detector.ts';
import { canStartAt, matchAt } from '../find/edges.ts';

const PREFIX = 'bedrock-api-key-';
const SHAPE = /bedrock-api-key-[A-Za-z0-9+/]{80,8000}={0,2}/y;
/** The base64 of `bedrock.amazonaws.com`. */
const KNOWN_HEAD = 'YmVkcm9jay5hbWF6b25hd3MuY29t';
const LONGEST_LIFE_MS = 12 * 3_600_000;

export const bedrockShortTermKey: Detector = {
  id: 'bedrock-short-term-key',
  kind: 'aws-bedrock-short-term-key',
  role: 'value',
  anchors: [PREFIX],
  judge(slice: Slice, at: number): Verdict | undefined {
    const value = canStartAt(slice.text, at) ? matchAt(SHAPE, slice.text, at) : undefined;
    if (!value) return undefined;
    const body = value.slice(PREFIX.length);
    const url = decodeBase64(body)?.toString('latin1') ?? '';
    const request = readSignedQuery(url.slice(url.indexOf('?') + 1));
    const found = { start: at, end: at + value.length, basis: 'structure' } as const;
    if (request?.action === 'CallWithBearerToken') {
      return {
        ...found,
        class: classOfRequest(request),
        confidence: request.signed ? 'high' : 'medium',
        facts: { ...factsOf(request), longestLifeMs: LONGEST_LIFE_MS },
        reasons: ['It decodes to a signed request for Amazon Bedrock.'],
      };
    }
    if (!body.startsWith(KNOWN_HEAD)) return undefined;
    return {
      ...found,
      class: value.includes('EXAMPLE') ? 'example' : 'live',
      confidence: 'low',
      facts: { longestLifeMs: LONGEST_LIFE_MS },
      reasons: ['It begins as a short-term key for Amazon Bedrock, but does not decode: it may be cut or altered.'],
    };
  },
};
