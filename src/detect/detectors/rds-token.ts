/**
 * Login tokens of Amazon RDS and Aurora DSQL: a signed query behind a host, used as a database password. A login with it must
 * begin within 15 minutes (DSQL: within what it states).
 * Source: botocore `signers.py` generate_db_auth_token; https://docs.aws.amazon.com/aurora-dsql/latest/userguide/authentication-authorization.html
 */
import { canonicalUrl, classOfRequest, factsOf, readSignedQuery } from '../decode/presigned.ts';
import type { Detector, Slice, Verdict } from '../detector.ts';
import { matchAt } from '../find/edges.ts';
import { WINDOW } from '../find/window.ts';

const SHAPE = /Action=(?:connect|DbConnect(?:Admin)?)(?:&|\\u0026)(?:[A-Za-z0-9\-._~:/?@!$*+;=%&]|\\u0026)+/y;
const ANCHOR_BEFORE = /Action=(?:connect|DbConnect)[^\s"'<>]*$/;
const HOST_BEFORE = /(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z0-9-]{1,63}(?::\d{1,5})?\\?\/?\?$/;
const RDS_LIFE_MS = 15 * 60_000;
const DSQL_LIFE_MS = 7 * 86_400_000;

export const rdsToken: Detector = {
  id: 'rds-token',
  kind: 'aws-rds-token',
  role: 'value',
  anchors: ['Action=connect', 'Action=DbConnect'],
  judge(slice: Slice, at: number): Verdict | undefined {
    const before = slice.text.slice(Math.max(0, at - WINDOW), at);
    const tail = ANCHOR_BEFORE.test(before) ? undefined : matchAt(SHAPE, slice.text, at)?.replace(/[.,;:!?]+$/, '');
    if (!tail) return undefined;
    const request = readSignedQuery(tail);
    const service = request?.service ?? '';
    if (!request || !/^(?:rds-db|dsql)$/.test(service)) return undefined;
    const host = HOST_BEFORE.exec(before)?.[0] ?? '';
    const start = at - host.length;
    return {
      start,
      end: at + tail.length,
      value: canonicalUrl(slice.text.slice(start, at + tail.length)),
      class: classOfRequest(request),
      confidence: request.signed && host ? 'high' : 'medium',
      basis: 'structure',
      facts: { ...factsOf(request), longestLifeMs: service === 'dsql' ? DSQL_LIFE_MS : RDS_LIFE_MS },
      reasons: [`It is a signed login to ${service === 'dsql' ? 'an Aurora DSQL' : 'an RDS'} database.`],
    };
  },
};
