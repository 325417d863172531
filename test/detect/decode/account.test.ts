/** The worked examples are public test vectors of the sources named in the module, put together from parts. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accountOf, isPossibleId } from '../../../src/detect/decode/account.ts';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The same by the published mask on 48 bits, in big integers: an oracle of the arithmetic on plain numbers. */
function accountByMask(id: string): string {
  let bits = 0n;
  for (const character of id.slice(4)) bits = (bits << 5n) | BigInt(BASE32.indexOf(character));
  const upper = bits >> 32n;
  return ((upper & 0x7fffffffff80n) >> 7n).toString().padStart(12, '0');
}

test.each([
  ['ASIA', 'Y34FZKBOKMUTVV7A', '609629065308'],
  ['ASIA', 'QNZGKIQY56JQ7WML', '029608264753'],
  ['AKIA', 'SP2TPHJSQH3FJRUX', '171436882533'],
  ['AKIA', 'RZPUZDIKGB2VALC4', '123456789012'],
  ['AKIA', 'QYLPMN5HHHFPZAM2', '052310077262'],
  ['AKIA', 'QAAAAAAAABCDEFGH', '000000000000'],
  ['AKIA', '6RVFFB77QBCDEFGH', '999999999999'],
])('reads the account of a published id (%s %s)', (prefix, body, account) => {
  expect(accountOf(prefix + body)).toBe(account);
  expect(isPossibleId(prefix + body)).toBe(true);
});

test.each([
  ['its first bit is not set', 'AKIA', 'AYLPMN5HHHFPZAM2'],
  ['its account has 13 digits', 'AKIA', '6RVFFCAAABCDEFGH'],
  ['its fifth character is one that no account gives', 'AKIA', '7AAAAAAAABCDEFGH'],
  ['it is of the old generation and ends in B', 'AKIA', 'JABCDEFGHZYXWVUB'],
  ['it holds a digit that base32 has not', 'AKIA', 'Q1LPMN5HHHFPZAM2'],
  ['it is too long', 'AKIA', 'QYLPMN5HHHFPZAM2A'],
  ['it is a role id', 'AROA', 'QYLPMN5HHHFPZAM2'],
])('takes an id for impossible if %s', (_why, prefix, body) => {
  expect(accountOf(prefix + body)).toBeUndefined();
  expect(isPossibleId(prefix + body)).toBe(false);
});

test('takes an id of the old generation for possible, without an account', () => {
  const id = 'AKIA'.concat('JZVWMPDKRTQ2XB5', 'A');
  expect(isPossibleId(id)).toBe(true);
  expect(accountOf(id)).toBeUndefined();
});

test('agrees with the published mask on every account', () => {
  fc.assert(
    fc.property(fc.nat({ max: 999_999_999_999 }), fc.nat({ max: 15 }), (account, low) => {
      let upper = Math.floor(account / 2) + 2 ** 39;
      let body = BASE32.charAt((account % 2) * 16 + low);
      for (let digit = 0; digit < 8; digit++) {
        body = BASE32.charAt(upper % 32) + body;
        upper = Math.floor(upper / 32);
      }
      const id = `${'AKIA'}${body}2345ABC`;
      expect(accountOf(id)).toBe(String(account).padStart(12, '0'));
      expect(accountByMask(id)).toBe(accountOf(id));
    }),
  );
});
