/**
 * Tokens of AWS CodeArtifact: encrypted JWTs whose header, in clear, says when they were issued (`isu`) and when they end
 * (`exp`), at most 12 hours later. The account and region stand in the repository's host, if that is near.
 * Source: https://docs.aws.amazon.com/codeartifact/latest/ug/tokens-authentication.html; header read off public samples.
 */
import type { Facts } from '../../model.ts';
import { decodeBase64Url } from '../decode/base64.ts';
import { REGION } from '../decode/region.ts';
import type { Detector, Slice, Verdict } from '../detector.ts';
import { around, canStartAt, matchAt } from '../find/edges.ts';
import { classOfAccount } from '../known/class.ts';

/** The base64 of `{"ver":1,"isu":`. */
const HEAD = 'eyJ2ZXIiOjEsImlzdSI6';
const HOST_MARK = '.d.codeartifact.';
const TOKEN = /[A-Za-z0-9_-]{40,600}(?:\.[A-Za-z0-9_-]{8,6000}){4}/y;
/** The name of a token of any head in an npm setting, behind the host. */
const NAME = '_authToken';
const SETTING = /_authToken\s?=\s?["']?(?=eyJ)/y;
const HOST = new RegExp(`-(\\d{12})\\.d\\.codeartifact\\.(${REGION})\\.`);
const LONGEST_LIFE_MS = 12 * 3_600_000;

export const codeartifactToken: Detector = {
  id: 'codeartifact-token',
  kind: 'aws-codeartifact-token',
  role: 'value',
  anchors: [HEAD, NAME],
  judge(slice: Slice, at: number): Verdict | undefined {
    const { text } = slice;
    const start = text.startsWith(HEAD, at) ? at : at + (matchAt(SETTING, text, at)?.length ?? 0);
    const value = start > at || text.startsWith(HEAD, at) ? matchAt(TOKEN, text, start) : undefined;
    if (!value || !canStartAt(text, start)) return undefined;
    const end = start + value.length;
    const { before, after } = around(text, start, end);
    const host = text.charAt(end) === '@' ? HOST.exec(after) : (lastHost(before) ?? HOST.exec(after));
    const header = headerOf(value);
    if (!header && !host) return undefined;
    const account = host?.[1];
    return {
      start,
      end,
      class: (account && classOfAccount(account)) || (value.includes('EXAMPLE') ? 'example' : 'live'),
      confidence: header ? 'high' : 'medium',
      basis: header ? 'structure' : 'name',
      facts: {
        ...(account && { account }),
        ...(host?.[2] && { region: host[2] }),
        ...header,
        longestLifeMs: LONGEST_LIFE_MS,
      },
      reasons: [
        header ? 'Its header says when it was issued and when it ends.' : 'It stands as the token of a repository.',
      ],
    };
  },
};

/** The host nearest to the end of `before`. */
function lastHost(before: string): RegExpExecArray | null {
  return HOST.exec(before.slice(Math.max(0, before.lastIndexOf(HOST_MARK) - '-123456789012'.length)));
}

/** Issue and end time from the header of an encrypted JWT in AWS's making, or undefined if it is none. */
function headerOf(token: string): Pick<Facts, 'issuedAt' | 'expiresAt'> | undefined {
  const header = decodeBase64Url(token.slice(0, token.indexOf('.')))?.toString('latin1') ?? '';
  const issued = /"isu":(\d{9,11})\b/.exec(header)?.[1];
  const expires = /"exp":(\d{9,11})\b/.exec(header)?.[1];
  if (!issued || !expires || !header.includes('"enc":')) return undefined;
  return { issuedAt: Number(issued) * 1000, expiresAt: Number(expires) * 1000 };
}
