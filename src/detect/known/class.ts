/**
 * Says of a value whether it is one of the look-alikes that are reported as info, and which. It looks at the value alone.
 * Undefined means that nothing speaks against a real one.
 */
import type { Class } from '../../model.ts';
import { accountOf, isPossibleId } from '../decode/account.ts';
import { decodeSessionToken } from '../decode/session-token.ts';
import { CANARY_ACCOUNTS, DOCUMENTATION_ACCOUNTS, EMULATOR_ACCOUNTS } from './accounts.ts';
import {
  EXAMPLE_ID_BODIES,
  EXAMPLE_PASSWORD_HALVES,
  EXAMPLE_SECRET_HEADS,
  EXAMPLE_TOKEN_HEADS,
  MOTO_TOKEN_HEAD,
} from './examples.ts';
import { isMadeUp, isMadeUpBody } from './placeholder.ts';

/** AWS marks documented values with this word. A random key id holds it with probability 3e-10. */
const EXAMPLE = 'EXAMPLE';

/** The class of an access key id of any length, or undefined if it may be real. */
export function classOfId(id: string): Class | undefined {
  const body = id.slice(4);
  if (body.includes(EXAMPLE) || EXAMPLE_ID_BODIES.has(body)) return 'example';
  if (/^L[KS]IA/.test(id)) return 'emulator';
  const account = accountOf(id);
  const byAccount = account && classOfAccount(account);
  if (byAccount) return byAccount;
  if (isMadeUpBody(body)) return 'placeholder';
  return isPossibleId(id) ? undefined : 'impossible';
}

/** The class of everything that belongs to `account` (12 digits), or undefined if it may be anybody's. */
export function classOfAccount(account: string): Class | undefined {
  if (CANARY_ACCOUNTS.has(account)) return 'canary';
  if (EMULATOR_ACCOUNTS.has(account)) return 'emulator';
  return DOCUMENTATION_ACCOUNTS.has(account) ? 'example' : undefined;
}

/** The class of a secret access key or of a password of the same making, or undefined if it may be real. */
export function classOfSecret(value: string): Class | undefined {
  if (value.toUpperCase().includes(EXAMPLE)) return 'example';
  if (EXAMPLE_SECRET_HEADS.some(head => value.startsWith(head))) return 'example';
  if (EXAMPLE_PASSWORD_HALVES.some(([head, tail]) => value === head + tail)) return 'example';
  return isMadeUp(value) ? 'placeholder' : undefined;
}

/** The class of a session token, or undefined if it may be real: it decodes, or nothing but that speaks against it. */
export function classOfToken(value: string): Class | undefined {
  if (value.includes(EXAMPLE) || EXAMPLE_TOKEN_HEADS.some(head => value.startsWith(head))) return 'example';
  const token = decodeSessionToken(value);
  if (token?.account) return classOfAccount(token.account);
  if (token) return undefined;
  if (value.startsWith(MOTO_TOKEN_HEAD)) return 'emulator';
  return /\.\.\.|([^/])\1{11}/.test(value) ? 'placeholder' : undefined;
}
