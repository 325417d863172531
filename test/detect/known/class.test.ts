import { expect, test } from 'vitest';
import { classOfAccount, classOfId, classOfSecret, classOfToken } from '../../../src/detect/known/class.ts';
import { accessKeyId, rng, secretAccessKey, sessionToken } from '../../generate/aws.ts';

const issuedAt = Date.UTC(2024, 2, 2);

test.each([
  ['example', 'AKIA', 'IOSFODNN7EXAMPLE'],
  ['example', 'AKIA', 'I44QH8DHBEXAMPLE'],
  ['example', 'ASIA', 'JEXAMPLEXEG2JICEA'],
  ['example', 'AKIA', 'EXAMPLE123456789'],
  ['example', 'AKIA', 'J5C56P35AEBRX2QQ'],
  ['canary', 'AKIA', 'SP2TPHJSQH3FJRUX'],
  ['canary', 'AKIA', 'QYLPMN5HHHFPZAM2'],
  ['emulator', 'AKIA', 'RZPUZDIKGB2VALC4'],
  ['emulator', 'AKIA', 'QAAAAAAAH3RKXW2T'],
  ['emulator', 'LKIA', 'QAAAAAAAH3RKXW2T'],
  ['placeholder', 'AKIA', 'XXXXXXXXXXXXXXXX'],
  ['placeholder', 'AKIA', 'xxxxxxxxxxxxxxxx'],
  ['placeholder', 'AKIA', '44XUU65EPXXXXXX'],
  ['placeholder', 'AKIA', 'ABCDEFGHIJKLMNOP'],
  ['placeholder', 'AKIA', '1234567890ABCDEF'],
  ['placeholder', 'AKIA', '2QWERTYUIOPASDFG'],
  ['impossible', 'AKIA', 'KRUW3DGXQ5ZBMH2T'],
  ['impossible', 'AKIA', 'R0UW3DGXQ5ZBMH2T'],
])('takes a known id for %s (%s %s)', (expected, prefix, body) => {
  expect(classOfId(prefix + body)).toBe(expected);
});

test.each([
  ['the canonical one', 'wJalrXUtnFEMI/K7MDENG', '/bPxRfiCYEXAMPLEKEY'],
  ['its start', 'wJalrXUtnFEMI', ''],
  ['the second one', 'je7MtGbClwBF/2Zp9Utk', '/h3yCo8nvbEXAMPLEKEY'],
  ['that of assume-role-with-saml', '8P+SQvWIuLnKhh8d++jp', 'w0nNmQRBZvNEXAMPLEKEY'],
  ['that of the tests of AWS SDKs', 'OtxrzxIsfpFjA7SwPzIL', 'wy8Bw21TLhquhboDYROV'],
  ['a service password', 'k1zPZM6uVxMQ3oxqgoYlNu', 'JPyRTZ1vREs76zTQE3eJk='],
])('takes a documented secret for an example: %s', (_which, head, tail) => {
  expect(classOfSecret(head + tail)).toBe('example');
});

test.each([
  'x'.repeat(40),
  'your-secret-access-key',
  'abcdefghij'.repeat(4),
  '1234567890'.repeat(4),
  'REDACTED'.repeat(5),
])('takes a made up secret for a placeholder: %s', value => {
  expect(classOfSecret(value)).toBe('placeholder');
});

test('takes documented tokens for examples, and those that emulators make for theirs', () => {
  expect(classOfToken(`AQoDYXdzEPT//////////wEXAMPLE${'tc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQW'.repeat(4)}`)).toBe(
    'example',
  );
  expect(classOfToken(`FQoGZXIvYXdzEBYaD${secretAccessKey(rng(1)).repeat(8)}`)).toBe('emulator');
  expect(classOfToken(sessionToken(rng(2), { issuedAt, account: '000000000000' }))).toBe('emulator');
  expect(classOfToken(sessionToken(rng(2), { issuedAt, account: '171436882533' }))).toBe('canary');
  expect(classOfToken(sessionToken(rng(2), { issuedAt }))).toBeUndefined();
});

test('takes an account of the documentation for an example', () => {
  expect(classOfAccount('111122223333')).toBe('example');
  expect(classOfAccount('029608264753')).toBeUndefined();
});

test('takes fewer than one genuine value in 10,000 for a look-alike', () => {
  const random = rng(11);
  let wrong = 0;
  for (let round = 0; round < 20_000; round++) {
    const id = accessKeyId({
      rng: random,
      prefix: round % 2 ? 'AKIA' : 'ASIA',
      ...(round % 5 === 0 && { format: 'old' }),
    });
    if (classOfId(id) !== undefined) wrong++;
    if (classOfSecret(secretAccessKey(random)) !== undefined) wrong++;
  }
  expect(wrong).toBeLessThanOrEqual(2);
});
