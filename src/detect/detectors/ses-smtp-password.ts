/**
 * SMTP passwords of Amazon SES: 44 characters, the base64 of a version byte (4, before 2019 mostly 2) and an HMAC. They hold
 * nothing else of their own, so a name, a host or a key id (their user name) must stand near. Long-term; the key id beside
 * one is a live access key.
 * Source: https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html, the algorithm that derives them from a secret key.
 */
import type { Confidence } from '../../model.ts';
import { REGION } from '../decode/region.ts';
import type { Detector, Slice, Verdict } from '../detector.ts';
import { around, canStartAt, matchAt, nameBefore } from '../find/edges.ts';
import { classOfSecret } from '../known/class.ts';
import { readsLikeWords } from '../known/words.ts';

const LENGTH = 44;
const SHAPE = /(?:B[A-P]|A[g-v])[A-Za-z0-9+/]{42}(?![A-Za-z0-9+/=])/y;
const HOST = new RegExp(`email-smtp(?:-fips)?\\.(${REGION})\\.amazonaws`);
const KEY_ID = /(?:^|[^A-Z0-9])AKIA[A-Z0-9]{16}(?![A-Z0-9])/;
/** Names, without separators, that are given to a password for mail, to any password, and to what is surely none. */
const MAIL_NAME = /smtp|mail|(?:^|aws|amazon)ses(?!sion)/;
const PASSWORD_NAME = /pass|pwd|secret|credential|token|key$/;
const OTHER_NAME =
  /hash|sha\d|md5|digest|integrity|checksum|fingerprint|signature|nonce|salt|dkim|verification|publickey|cert/;
/** The share of words that makes a value the name of something: random ones reach it once in 100,000 times. */
const WORDS = 0.75;

export const sesSmtpPassword: Detector = {
  id: 'ses-smtp-password',
  kind: 'aws-ses-smtp-password',
  role: 'value',
  anchors: [],
  runLengths: [LENGTH],
  judge(slice: Slice, at: number): Verdict | undefined {
    const { text } = slice;
    const value = matchAt(SHAPE, text, at);
    if (!value || !canStartAt(text, at) || readsLikeWords(value, WORDS)) return undefined;
    const slot = nameBefore(text, at);
    const { before, after } = around(text, at, at + LENGTH);
    const host = HOST.exec(before) ?? HOST.exec(after);
    const confidence = confidenceOf(slot, host !== null, KEY_ID.test(before) || KEY_ID.test(after));
    if (!confidence) return undefined;
    return {
      start: at,
      end: at + LENGTH,
      class: classOfSecret(value) ?? 'live',
      confidence,
      basis: 'name',
      ...(slot && { slot }),
      ...(slot.startsWith('sessmtppassword') && { form: 'terraform-state' as const }),
      facts: host?.[1] ? { region: host[1] } : {},
      reasons: ['It has the length and the version byte of an SES SMTP password, and stands as one.'],
    };
  },
};

/** How much the neighbourhood says for it; undefined if too little: one random value of 44 characters in 128 has the shape. */
function confidenceOf(slot: string, host: boolean, keyId: boolean): Confidence | undefined {
  if (OTHER_NAME.test(slot)) return undefined;
  const password = PASSWORD_NAME.test(slot);
  if (host && (password || keyId)) return 'high';
  if (MAIL_NAME.test(slot) && password) return keyId ? 'high' : 'medium';
  // In a table or a URL it has no name of its own, or its neighbour's: then the key id before it is what names it.
  if (keyId && (password || slot === '' || /^akia/.test(slot))) return 'medium';
  return host && slot === '' ? 'medium' : undefined;
}
