/**
 * Reads a request that is signed in its query: who signed it, for where, from when to when. It checks no signature.
 * Sources: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html (at most seven days; it dies with the
 * session of the temporary credentials that signed it), RESTAuthentication.html there for Signature Version 2.
 */
import type { Class, Facts } from '../../model.ts';
import { classOfAccount, classOfId } from '../known/class.ts';
import { accountOf } from './account.ts';
import { decodeSessionToken, type SessionToken } from './session-token.ts';
import { parseBasicTime } from './time.ts';

export interface SignedRequest {
  readonly version: 4 | 2;
  /** The access key id that signed. */
  readonly signer: string;
  readonly region?: string;
  readonly service?: string;
  /** What a query API is asked to do: `connect`, `GetCallerIdentity`, … */
  readonly action?: string;
  readonly issuedAt?: number;
  readonly expiresAt?: number;
  readonly token?: SessionToken;
  /** False if the signature is missing or was masked: then nothing can be done with it. */
  readonly signed: boolean;
}

const SEVEN_DAYS_MS = 7 * 86_400_000;
/** No session outlives this: GetSessionToken and GetFederationToken for an IAM user, IAM user guide. */
const LONGEST_SESSION_MS = 36 * 3_600_000;
/** No signed query has as many parameters. */
const MOST_PARAMETERS = 100;
const SEPARATOR = /&amp;|\\u0026|&/;

/** What the signed query `query` (from behind its `?`) says, or undefined if it has no signer. Percent escapes may be double. */
export function readSignedQuery(query: string): SignedRequest | undefined {
  const parameters = new Map<string, string>();
  for (const piece of query.split(SEPARATOR, MOST_PARAMETERS)) {
    const equals = piece.indexOf('=');
    if (equals > 0) parameters.set(piece.slice(0, equals).toLowerCase(), unescapePercent(piece.slice(equals + 1)));
  }
  return versionFour(parameters) ?? versionTwo(parameters);
}

/** Undoes percent escapes until there are none, at most three times; what is no escape stays. `+` stays a plus. */
export function unescapePercent(text: string): string {
  let now = text;
  for (let round = 0; round < 3 && now.includes('%'); round++) {
    now = now.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
  return now;
}

/** A URL as it is the same in every wrapping: percent escapes, and the escapes of HTML and JSON, undone. */
export function canonicalUrl(text: string): string {
  return unescapePercent(text.replaceAll('\\/', '/').replaceAll('\\u0026', '&').replaceAll('&amp;', '&'));
}

function versionFour(parameters: ReadonlyMap<string, string>): SignedRequest | undefined {
  const scope = /^([A-Z0-9]{16,32})\/(\d{8})\/([a-z0-9-]{2,32})\/([a-z0-9-]{1,40})\/aws4_request$/.exec(
    parameters.get('x-amz-credential') ?? '',
  );
  if (!scope?.[1]) return undefined;
  const issuedAt = parseBasicTime(parameters.get('x-amz-date') ?? '');
  const lifeSeconds = secondsOf(parameters.get('x-amz-expires'));
  const token = decodeSessionToken(parameters.get('x-amz-security-token') ?? '');
  const action = parameters.get('action');
  return {
    version: 4,
    signer: scope[1],
    ...(scope[3] && { region: scope[3] }),
    ...(scope[4] && { service: scope[4] }),
    ...(action && { action }),
    ...(issuedAt !== undefined && { issuedAt }),
    ...(issuedAt !== undefined &&
      lifeSeconds !== undefined && {
        expiresAt: endOf(issuedAt + Math.min(lifeSeconds * 1000, SEVEN_DAYS_MS), token),
      }),
    ...(token && { token }),
    signed: /^[0-9a-f]{64}$/i.test(parameters.get('x-amz-signature') ?? ''),
  };
}

function versionTwo(parameters: ReadonlyMap<string, string>): SignedRequest | undefined {
  const signer = parameters.get('awsaccesskeyid');
  const expires = secondsOf(parameters.get('expires'));
  if (!signer || !/^[A-Z0-9]{16,32}$/.test(signer) || expires === undefined) return undefined;
  const token = decodeSessionToken(parameters.get('x-amz-security-token') ?? '');
  return {
    version: 2,
    signer,
    expiresAt: endOf(expires * 1000, token),
    ...(token && { token }),
    signed: /^[A-Za-z0-9+/]{27}=$/.test(parameters.get('signature') ?? ''),
  };
}

/** A signature by temporary credentials ends with their session, whatever it says itself. */
function endOf(stated: number, token: SessionToken | undefined): number {
  return token ? Math.min(stated, token.issuedAt + LONGEST_SESSION_MS) : stated;
}

function secondsOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,11}$/.test(text) ? Number(text) : undefined;
}

/** The facts of a signed request, its signer in masked form. */
export function factsOf(request: SignedRequest): Facts {
  const account = accountOf(request.signer) ?? request.token?.account;
  const region = request.region ?? request.token?.region;
  return {
    ...(account && { account }),
    ...(region && { region }),
    ...(request.issuedAt !== undefined && { issuedAt: request.issuedAt }),
    ...(request.expiresAt !== undefined && { expiresAt: request.expiresAt }),
    owner: `${request.signer.slice(0, 4)}…${request.signer.slice(-4)}`,
  };
}

/** The class of a signed request: that of its signer. */
export function classOfRequest(request: SignedRequest): Class {
  const account = request.token?.account;
  return classOfId(request.signer) ?? (account ? classOfAccount(account) : undefined) ?? 'live';
}
