/**
 * Finds the name that a value is assigned to, in whatever language, and says how much that name speaks for a secret access
 * key. Tolerant to case, separators, affixes and slips of the pen; never so much that a git object id gets a name.
 */

import { tableOf } from '../find/alphabet.ts';

/** The name of a value, normalised: lower case, letters and digits only. */
export interface Slot {
  readonly name: string;
  /** What is called with the value, if a call stands between both, as in `secret: aws.String("…")`. */
  readonly call?: string;
}

/** `aws`: can only be meant for an AWS secret. `generic`: for some secret. `harmless`: for a digest or the like. */
export type Strength = 'aws' | 'generic' | 'other' | 'harmless';

/** Words between a name and its value that are no name themselves: types, keywords, halves of name/value pairs. */
const FILLERS = new Set(
  'value values val name key string str default text const let var final static type sensitive true false nil null none is as or and the be to set env environment environ getenv get fetch process os system your export public private char std optional some quot amp n r t s e d f m w x u v2 v1 data id securestring noecho parametervalue outputvalue'.split(
    ' ',
  ),
);
const MOST_FILLERS = 8;
const LONGEST_NAME = 64;
/** A word that has this shape is no name but a value. */
const VALUE_LIKE = /[0-9][A-Za-z]+[0-9]+[A-Za-z]+[0-9]|^A[KS]IA[A-Z2-7]{16}$/;
/** Further back than this nothing is the name of a value. */
const REACH_BACK = 176;

const IN_WORD = tableOf(/[A-Za-z0-9_$.-]/);
/** What may stand between a name and its value, or between two fillers; a slash only behind `<`. */
const IN_GLUE = tableOf(/[\s"'`=:>,(<[{|\\;&?*~\])$!+]/, 256);
/** `${NAME:-` and `${NAME-`: what a shell takes if the variable has no value. */
const DEFAULT_OF_SHELL = /\$\{[A-Za-z_]\w*(:?-)$/;
/** A variable of Terraform, whatever is said of it before its default. */
const VARIABLE = /variable[ \t]+"([\w-]{1,64})"[ \t]*\{[^{}]{0,176}?\bdefault\s{0,16}=\s{0,4}"$/;
/** A phrase: so many words, each of so many characters, in so many. */
const MOST_WORDS = 4;
const LONGEST_WORD = 40;
const LONGEST_PHRASE = 90;

/**
 * The name before a value, `before` being the text up to it: `NAME = "`, `"NAME": "`, `<NAME>`, `NAME', '`, `name: NAME⏎ value: `,
 * `variable "NAME" { default = "`, `Secret Access Key [None]: `, `NAME: aws.String("`. Undefined if a word in between breaks the bond.
 */
export function slotBefore(before: string): Slot | undefined {
  const variable = VARIABLE.exec(before)?.[1];
  if (variable !== undefined) return { name: normalise(variable) };
  const least = Math.max(0, before.length - REACH_BACK);
  let end = before.length - (DEFAULT_OF_SHELL.exec(before.slice(-LONGEST_NAME))?.[1]?.length ?? 0);
  const calls: string[] = [];
  const slot = (name: string | undefined): Slot | undefined =>
    name === undefined ? undefined : { name, ...(calls[0] !== undefined && { call: calls[0] }) };
  for (let fillers = 0; fillers <= MOST_FILLERS; fillers++) {
    const glueStart = skipGlue(before, end, least);
    if (glueStart === before.length) return slot(calls.at(-1));
    const glue = before.slice(glueStart, end);
    // A closed entry: what stands before it belongs to another value.
    if (/\n\s*\n/.test(glue) || (fillers > 0 && /[;}]/.test(glue))) return slot(calls.at(-1));
    // What a call gives has the name right before it. Of its arguments nothing tells which one is meant.
    if (calls.length > 0 && /[,)]/.test(glue)) return slot(calls.at(-1));
    end = glueStart;
    const word = before.slice(skipKind(before, end, least, IN_WORD), end);
    if (isDash(word, before, end)) {
      end -= word.length;
      continue;
    }
    // The end of a sentence, and what begins the next line.
    if (word.endsWith('.') && /^\s+$/.test(glue)) return slot(calls.at(-1));
    // What looks like a credential itself is the neighbour of the value, not its name.
    if (word === '' || word.length > LONGEST_NAME || VALUE_LIKE.test(word)) return slot(calls.at(-1));
    const own = normalise(word);
    if (strengthOf(own) !== 'other') return slot(own);
    const phrase = normalise(before.slice(phraseStart(before, end, Math.max(least, end - LONGEST_PHRASE)), end));
    if (strengthOf(phrase) !== 'other') return slot(phrase);
    if (isCall(glue)) calls.push(own);
    else if (!FILLERS.has(own) && !isPrefix(word, glue)) {
      const tag = tagBefore(before, end, least);
      if (tag === undefined) return slot(own);
      end = tag;
      fillers--;
      continue;
    }
    end -= word.length;
  }
  return slot(calls.at(-1));
}

/** `NAME -> "`, `NAME - `, `NAME:-"`: a dash that is not the mark of a list. */
function isDash(word: string, text: string, end: number): boolean {
  return (
    /^--?$/.test(word) && /[^\s-][ \t]{0,16}$/.test(text.slice(Math.max(0, end - word.length - 17), end - word.length))
  );
}

/** `aws.String("`, `StringVal("`, `[]byte("`: the word before it is no name, but what makes a value of the literal. */
function isCall(glue: string): boolean {
  return glue.startsWith('(') && !/[,)]/.test(glue);
}

/** `b"`, `rb'` before a literal; `Aws::` before a type; `new ` before a call. */
function isPrefix(word: string, glue: string): boolean {
  if (word.length <= 2 && /^["'`]{1,3}$/.test(glue)) return true;
  return glue === '::' || (glue === ' ' && (word === 'new' || word === 'await'));
}

/** Tags of HTML and of documents that say how a text looks, up to the end of their name or of what is in one of their attributes. */
const LOOKS =
  /^<\/?(?:t[dhrt]|d[dlt]|h[1-6]|a|b|i|p|u|br|em|li|code|div|font|kbd|label|pre|samp|small|span|strong|(?:w|text):[A-Za-z-]+)(?:\s[^<>]*)?$/i;

/** Where the tag begins that `end` is in, if it says how a text looks: the name may stand in the element before it. */
function tagBefore(text: string, end: number, least: number): number | undefined {
  const start = text.lastIndexOf('<', end - 1);
  return start >= least && LOOKS.test(text.slice(start, end)) ? start : undefined;
}

/** Where the characters of `kind` begin that end at `end`, at most back to `least`. */
function skipKind(text: string, end: number, least: number, kind: Uint8Array): number {
  let at = end;
  while (at > least && kind[text.charCodeAt(at - 1)] === 1) at--;
  return at;
}

function skipGlue(text: string, end: number, least: number): number {
  let at = end;
  for (;;) {
    at = skipKind(text, at, least, IN_GLUE);
    const lead = text.slice(Math.max(least, at - 2), at);
    if (lead === '</') at -= 2;
    // A literal of C# or Objective-C.
    else if (lead.endsWith('@') && text.charAt(at) === '"') at--;
    else return at;
  }
}

/** The name in a pair that has the value first: `value: V⏎ name: NAME`, `"Value": "V", "Name": "NAME"`. */
export function slotAfter(before: string, after: string): Slot | undefined {
  if (!/\bvalue\\?["']?\s{0,8}[:=>]\s{0,8}\\?["']?$/i.test(before.slice(-40))) return undefined;
  const name = /^[\\"',\s-]{0,40}(?:name|key)\\?["']?\s{0,8}[:=]\s{0,8}\\?["']?([A-Za-z0-9_.-]{1,64})/i.exec(
    after,
  )?.[1];
  return name === undefined ? undefined : { name: normalise(name) };
}

function normalise(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Where up to four words begin with single separators between them, as in `AWS Secret Access Key` or `aws['secret key`. */
function phraseStart(text: string, end: number, least: number): number {
  let start = end;
  let next = end;
  for (let words = 0; words < MOST_WORDS; words++) {
    const word = skipKind(text, next, Math.max(least, next - LONGEST_WORD), IN_WORD);
    if (word === next) break;
    start = word;
    next = skipSeparator(text, word, least);
    if (next === word) break;
  }
  return start;
}

/** Back over a blank, or the bracket of an index with its quotes. */
function skipSeparator(text: string, end: number, least: number): number {
  if (end === least) return end;
  if (/[ \t]/.test(text.charAt(end - 1))) return end - 1;
  let at = end;
  if (at > least && /["']/.test(text.charAt(at - 1))) at--;
  if (at === least || text.charAt(at - 1) !== '[') return end;
  at--;
  if (at > least && text.charAt(at - 1) === ']') at--;
  if (at > least && /["']/.test(text.charAt(at - 1))) at--;
  return at;
}

const HARMLESS =
  /hash|sha1|sha2|sha5|sha$|md5|digest|checksum|integrity|commit|revision|^rev$|oid$|etag|fingerprint|keybase|csrf|nonce|sessionid|signature|^sig$|publickey|cursor|trackingid|uuid|clientsecret|clientid|consumer|recaptcha|sitekey|githubtoken|stripe|twilio|twitter|facebook|slack|google|azure|oauth|jwt|django|flask|(?<!g)rails|cookie|^(?:express|app|web|user|koa|node)?sessionsecret|nextauth|authsecret$|hmac|encryption|pusher|mailgun|sendgrid|cloudinary|paypal|braintree|algolia|discord|telegram|linkedin|instagram|dropbox|auth0|okta|keycloak|shopify|spotify|supabase|alibaba|aliyun|tencent|qiniu|accesstoken|refreshtoken|apptoken|webhook|apikey$|apikeyid|usageplan|publisherid|licensekey|salt$|^iv$/;
/** Cores that can only mean the secret of an AWS access key, wherever they stand in a name. */
const AWS_CORE =
  /secretaccesskey|secretacceskey|awssecret|awssecr|amazonsecret|amznsecret|s3secret|s3asecret|s3nsecret|sessecret|sqssecret|snssecret|dynamosecret|dynamodbsecret|iamsecret|ec2secret|bedrocksecret|accesskeysecret|awsaccesssecret|awsaccesskeysecret|secretawskey|awsprivatekey|awsseckey|awskeysecret|keysecretaws|ownersak|awssak/;
const GENERIC_CORE =
  /secretkey|secretkeyid|accesssecret|secretaccess|keysecret|apisecret|appsecret|secret$|^secret|^sak$|^password$|^pass$|^pwd$|smtppassword|secretid/;
/** Names that a hand misspelt; one of them is enough. */
const MISSPELT = ['secretaccesskey', 'awssecretaccesskey', 'awssecretkey'];

const strengths = new Map<string, Strength>();
const MOST_REMEMBERED = 4096;

/** How much a normalised name speaks for a secret access key. */
export function strengthOf(name: string): Strength {
  const known = strengths.get(name);
  if (known) return known;
  const strength = judgeName(name);
  if (strengths.size >= MOST_REMEMBERED) strengths.clear();
  strengths.set(name, strength);
  return strength;
}

function judgeName(name: string): Strength {
  if (name.length < 3 || name.length > 96) return 'other';
  if (/secretkeybase|secretaccesskeyid(?:ref|name)/.test(name)) return 'harmless';
  if (AWS_CORE.test(name)) return /hash|sha\d|digest|checksum|arn$|signature/.test(name) ? 'harmless' : 'aws';
  if (HARMLESS.test(name)) return 'harmless';
  if (/secre|secrt|sercet|scret|seret|sceret|secert/.test(name) && /key|acc/.test(name) && isMisspelt(name))
    return 'aws';
  if (/^(?:aws|amazon|s3|ses|sqs|iam)/.test(name) && /secret|privatekey|password/.test(name)) return 'aws';
  return GENERIC_CORE.test(name) ? 'generic' : 'other';
}

/** At most two slips away from one of the names, affixes aside. */
function isMisspelt(name: string): boolean {
  return MISSPELT.some(right => Math.abs(right.length - name.length) <= 2 && distance(name, right) <= 2);
}

/** Edit distance of two short words. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
