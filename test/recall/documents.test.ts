/** Known documents, as files: the form reaches the credential, whatever the line ends and marks of the file. */
import { expect, test } from 'vitest';
import { scanContent } from '../../src/detect/find/content.ts';
import { rng } from '../generate/aws.ts';
import { carriers } from './carriers.ts';
import { fillForm, readForms } from './forms.ts';

const forms = ['keys', 'more', 'whole'].flatMap(readForms);
const written = ['alone', 'CRLF', 'UTF-8 with a BOM', 'UTF-16 LE with a BOM'];

test.each([
  ['root key export', 'root-key-export'],
  ['AWS_CREDENTIAL_FILE', 'root-key-export'],
  ['console export', 'console-export'],
  ['console export with user', 'console-export'],
  ['console export with password', 'console-export'],
  ['terraform state', 'terraform-state'],
  ['login cache', 'login-cache'],
  ['sso cache', 'sso-cache'],
  ['sso refresh', 'sso-cache'],
  ['ses state', 'terraform-state'],
  ['presigned json', 'signed-request'],
] as const)('tells the form of a %s', (name, expected) => {
  const form = forms.find(one => one.name === name);
  for (const carrier of carriers.filter(one => written.includes(one.name))) {
    for (let seed = 0; form && seed < 5; seed++) {
      const random = rng(seed);
      const leak = fillForm(form, random);
      const found = scanContent(carrier.carry(leak.text, random)).credentials;
      expect(
        found.map(one => [one.kind, one.form]),
        carrier.name,
      ).toEqual([[leak.kind, expected]]);
    }
  }
});
