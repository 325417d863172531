/** The name that a value is assigned to. */
import { expect, test } from 'vitest';
import { slotBefore } from '../../src/detect/slots.ts';

test('takes no key id for the name of the secret behind it, whatever word the id holds', () => {
  const id = `AKIA${'TMFL6IAN65YA'}JWTJ`;
  expect(slotBefore(`connect('${id}', '`)).toBeUndefined();
  expect(slotBefore(`aws_secret = '${id}', '`)).toBeUndefined();
});
