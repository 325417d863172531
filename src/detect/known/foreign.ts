/**
 * Tells secrets of other stores that speak the protocol of S3 (MinIO, Ceph, Wasabi, Spaces, Google Cloud Storage) by the access
 * key id or the session token beside them: they have the names and the shape of AWS's, and open nothing at AWS.
 * Sources: https://min.io/docs (`mc admin user svcacct`, STS), https://cloud.google.com/storage/docs/authentication/hmackeys
 */
import { isMadeUpBody } from './placeholder.ts';

/** Under a name that an id has. AWS's own ids of before 2010 began with a digit 0 or 1. */
const NAMED =
  /(?:access[A-Za-z0-9_.-]{0,24}|key[_.-]?id|(?<![A-Za-z])(?:key|user(?:name)?))["'`\]>]{0,2}[ \t]{0,8}(?:=>|:=|[:=>,(]|(?<=>))\s{0,8}["'`]?(GOOG[A-Z0-9]{16,57}|[A-Za-z2-9][A-Za-z0-9]{19})(?![A-Za-z0-9+/=_-])/gi;
const RIGHT_BEFORE = /(?<![A-Za-z0-9+/_-])(GOOG[A-Z0-9]{16,57}|[A-Z2-9][A-Z0-9]{19})["'`]?[\s,:;|]{1,12}["'`]?$/;
/** MinIO's session tokens are JSON Web Tokens. */
const FOREIGN_TOKEN = /session[_-]?token["'`]{0,2}\s{0,8}[:=>,]\s{0,8}["'`]?eyJ/i;

/** True if the text around a secret says that it is of another store. Looks at what it is given only. */
export function isOfAnotherStore(before: string, after: string): boolean {
  if (/A[KS]IA/.test(before) || /A[KS]IA/.test(after)) return false;
  if (FOREIGN_TOKEN.test(before) || FOREIGN_TOKEN.test(after)) return true;
  return [RIGHT_BEFORE.exec(before)?.[1], ...named(before), ...named(after)].some(isForeign);
}

function* named(text: string): Generator<string | undefined> {
  for (const match of text.matchAll(NAMED)) yield match[1];
}

/** Drawn by a machine: a masked or made-up id says nothing of where its secret belongs. Resource ids of AWS are none either. */
function isForeign(id: string | undefined): boolean {
  if (id === undefined || /^A[BCGINPRS][A-Z]A/.test(id) || /EXAMPLE|TEST|KEY|XXX/i.test(id)) return false;
  const drawn = /[0-9].*[0-9]/.test(id) && /[A-Z].*[A-Z]/.test(id);
  return drawn && !isMadeUpBody(id.toUpperCase());
}
