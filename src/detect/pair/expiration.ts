/**
 * Finds the explicit expiry that stands beside the parts of a temporary credential: `"Expiration": "2024-03-02T09:15:23Z"`,
 * epoch seconds (Cognito writes a fraction) or milliseconds (IAM Identity Center).
 */
import { parseIsoTime } from '../decode/time.ts';

const NAMED =
  /(?:\b|_)(?:aws_session_|aws_credential_|token_|x_principal_arn_|x_security_token_)?(?:expiration|expires_?at|expires|expiry|expire_?time)\\?["']?\s{0,8}(?:[:=]|=>|>)\s{0,8}\\?["']?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|UTC|[+-]\d\d:?\d\d)?|\d{10}(?:\.\d{1,9})?(?![\d.])|\d{13}(?!\d))/gi;

/** The first expiry in `text`, milliseconds since 1970, and where its name stands; or undefined. */
export function expirationsIn(text: string): { readonly at: number; readonly time: number }[] {
  const found: { at: number; time: number }[] = [];
  for (const match of text.matchAll(NAMED)) {
    const written = match[1] as string;
    const time = /^\d{4}-/.test(written) ? parseIsoTime(written) : epoch(Number(written));
    if (time !== undefined) found.push({ at: match.index, time });
  }
  return found;
}

/** Seconds up to the year 2286, else milliseconds. */
function epoch(value: number): number {
  return Math.round(value < 1e11 ? value * 1000 : value);
}
