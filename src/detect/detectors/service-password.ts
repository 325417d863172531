/**
 * Passwords of service specific credentials (CodeCommit over HTTPS, Amazon Keyspaces): 44 characters, the base64 of 32 bytes.
 * Nothing in them is constant; their user name, `<name>-at-<account>`, must stand near. Long-term.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_ssh-keys.html; aws-cli `iam create-service-specific-credential`
 */
import { REGION } from '../decode/region.ts';
import type { Detector, Slice, Verdict } from '../detector.ts';
import { around, canStartAt, matchAt, nameBefore } from '../find/edges.ts';
import { classOfAccount, classOfSecret } from '../known/class.ts';

const LENGTH = 44;
/** The last of 43 characters holds four bits and two zeroes. */
const SHAPE = /[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=(?!=)/y;
const USER_MARK = '-at-';
const ACCOUNT = /\d{12}(?!\d)/y;
const NAME = /[\w+.,-]{1,80}$/;
const HOST = new RegExp(`(?:git-codecommit(?:-fips)?\\.(${REGION})|cassandra(?:-fips)?\\.(${REGION}))\\.amazonaws`);
const PASSWORD_NAME = /pass|pwd|secret|token|credential/;

export const servicePassword: Detector = {
  id: 'service-password',
  kind: 'aws-codecommit-password',
  role: 'value',
  anchors: [],
  runLengths: [LENGTH],
  judge(slice: Slice, at: number): Verdict | undefined {
    const { text } = slice;
    const value = matchAt(SHAPE, text, at);
    if (!value || !canStartAt(text, at)) return undefined;
    const { before, after } = around(text, at, at + LENGTH);
    const user = usersIn(before).at(-1) ?? usersIn(after)[0];
    if (!user) return undefined;
    const slot = nameBefore(text, at);
    const named = PASSWORD_NAME.test(slot);
    // Right behind the user: in a URL, a table, a netrc.
    const adjacent = /-at-\d{12}["']?\s{0,4}[:,;|\t ]\s{0,4}["']?$/.test(before);
    if (!named && !adjacent) return undefined;
    const host = HOST.exec(before) ?? HOST.exec(after);
    const { owner, account } = user;
    const region = host?.[1] ?? host?.[2];
    return {
      start: at,
      end: at + LENGTH,
      class: classOfSecret(value) ?? classOfAccount(account) ?? 'live',
      confidence: host ? 'high' : 'medium',
      basis: 'name',
      ...(slot && { slot }),
      facts: { account, owner, ...(region && { region }) },
      reasons: ['It stands beside the user name of a service specific credential.'],
    };
  },
};

/** Every `<name>-at-<account>` in `text`, in order. */
function usersIn(text: string): readonly { readonly owner: string; readonly account: string }[] {
  const users: { owner: string; account: string }[] = [];
  for (let at = text.indexOf(USER_MARK); at >= 0; at = text.indexOf(USER_MARK, at + 1)) {
    const account = matchAt(ACCOUNT, text, at + USER_MARK.length);
    const owner = account && NAME.exec(text.slice(Math.max(0, at - 80), at))?.[0];
    if (account && owner) users.push({ owner, account });
  }
  return users;
}
