/** Reads the times that AWS writes: in signed requests, caches and responses. Milliseconds since 1970, or undefined. */

/** `20240302T091523Z`, the X-Amz-Date of Signature Version 4. */
export function parseBasicTime(text: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  return parts ? checked(parts.slice(1).map(Number)) : undefined;
}

/**
 * ISO 8601 with seconds and a zone: `2024-03-02T09:15:23Z`, with a fraction, with `+00:00`, or with `UTC`, as the AWS CLI
 * writes into its caches. Without a zone it is taken for UTC, which is what AWS means.
 */
export function parseIsoTime(text: string): number | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?(Z|UTC|[+-]\d\d:?\d\d)?$/.exec(text);
  if (!parts) return undefined;
  const time = checked(parts.slice(1, 7).map(Number));
  const zone = /^([+-])(\d\d):?(\d\d)$/.exec(parts[7] ?? '');
  if (time === undefined || !zone) return time;
  const offset = (Number(zone[2]) * 60 + Number(zone[3])) * 60_000;
  return zone[1] === '+' ? time - offset : time + offset;
}

/** Refuses the 31st of February: `Date.UTC` would roll over. */
function checked(parts: readonly number[]): number | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(time);
  const same = back.getUTCMonth() === month - 1 && back.getUTCDate() === day && back.getUTCHours() === hour;
  return same && minute < 60 && second < 61 ? time : undefined;
}
