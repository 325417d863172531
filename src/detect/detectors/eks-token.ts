/**
 * Tokens for Amazon EKS clusters: `k8s-aws-v1.` and the base64url of a signed GetCallerIdentity request, good for 15 minutes.
 * Source: aws-cli `customizations/eks/get_token.py`; https://github.com/kubernetes-sigs/aws-iam-authenticator
 */
import { decodeBase64Url } from '../decode/base64.ts';
import { classOfRequest, factsOf, readSignedQuery } from '../decode/presigned.ts';
import type { Detector, Slice, Verdict } from '../detector.ts';
import { canStartAt, matchAt } from '../find/edges.ts';

const PREFIX = 'k8s-aws-v1.';
const SHAPE = /k8s-aws-v1\.[A-Za-z0-9_-]{80,8000}={0,2}/y;
/** The authenticator accepts a token for this long after its date; the URL's own 60 seconds are not what counts. */
const LIFE_MS = 15 * 60_000;

export const eksToken: Detector = {
  id: 'eks-token',
  kind: 'aws-eks-token',
  role: 'value',
  anchors: [PREFIX],
  judge(slice: Slice, at: number): Verdict | undefined {
    const value = canStartAt(slice.text, at) ? matchAt(SHAPE, slice.text, at) : undefined;
    if (!value) return undefined;
    const url = decodeBase64Url(value.slice(PREFIX.length))?.toString('latin1') ?? '';
    if (!/^https:\/\/sts\.[a-z0-9.-]{1,80}\//.test(url)) return undefined;
    const request = readSignedQuery(url.slice(url.indexOf('?') + 1));
    const { expiresAt: _sixtySeconds, ...facts } = request ? factsOf(request) : {};
    return {
      start: at,
      end: at + value.length,
      class: request ? classOfRequest(request) : 'live',
      confidence: request?.signed ? 'high' : 'medium',
      basis: 'structure',
      facts: {
        ...facts,
        ...(facts.issuedAt !== undefined && { expiresAt: facts.issuedAt + LIFE_MS }),
        longestLifeMs: LIFE_MS,
      },
      reasons: ['It decodes to a signed request for the identity of its owner.'],
    };
  },
};
