/**
 * Amazon Bedrock API keys, long-term: `ABSK` and the base64 of `<IAM user>-at-<account>:<secret>`. A whole credential, valid
 * until it is deleted or for the days it was made for.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_bedrock.html; shape measured on public samples.
 */
import type { Class, Confidence } from '../../model.ts';
import { decodeBase64 } from '../decode/base64.ts';
import type { Detector, Slice, Verdict } from '../detector.ts';
import { canStartAt, matchAt } from '../find/edges.ts';
import { classOfAccount, classOfSecret } from '../known/class.ts';

const PREFIX = 'ABSK';
/** Console-made keys have 132 characters; names of up to 64 characters give up to 273. */
const SHAPE = /ABSK[A-Za-z0-9+/]{40,400}={0,2}/y;
const DECODED = /^([\w+=,.@-]{1,80})-at-(\d{12}):([\x21-\x7e]{16,200})$/;
/** The base64 of `BedrockAPIKey-`, the name that the console gives. */
const CONSOLE_HEAD = 'ABSKQmVkcm9ja0FQSUtleS';

export const bedrockApiKey: Detector = {
  id: 'bedrock-api-key',
  kind: 'aws-bedrock-api-key',
  role: 'value',
  anchors: [PREFIX],
  judge(slice: Slice, at: number): Verdict | undefined {
    const { text } = slice;
    const value = matchAt(SHAPE, text, at);
    if (!value || !canStartAt(text, at) || /[A-Za-z0-9+/]/.test(text.charAt(at + value.length))) return undefined;
    const end = at + value.length;
    const decoded = decodeBase64(value.slice(PREFIX.length))?.toString('latin1');
    const parts = DECODED.exec(decoded ?? '');
    if (!parts) return value.startsWith(CONSOLE_HEAD) ? verdict(at, end, 'low', undecoded(value)) : undefined;
    const [, user = '', account = '', secret = ''] = parts;
    return {
      ...verdict(at, end, 'high', classOfAccount(account) ?? classOfSecret(secret) ?? 'live'),
      facts: { account, owner: user.replace(/@.*/, '') },
      reasons: ['It decodes to a user name, an account and a secret.'],
    };
  },
};

function verdict(start: number, end: number, confidence: Confidence, judged: Class): Verdict {
  const reasons = ['It begins as a key that the console made, but does not decode: it may be cut or altered.'];
  return { start, end, class: judged, confidence, basis: 'structure', facts: {}, reasons };
}

function undecoded(value: string): Class {
  return classOfSecret(value) ?? 'live';
}
