/** What may be shown of a credential's part: prefix and last four characters of an id, the length of anything else. */
import type { Role } from '../model.ts';
import type { Secret } from '../secret.ts';

/** `AKIA…WXYZ` of an id, `[40 characters]` of a secret, token or value. */
export function mask(role: Role, secret: Secret): string {
  const value = secret.reveal();
  if (role === 'accessKeyId' && /^[A-Z0-9]{16,}$/.test(value)) return `${value.slice(0, 4)}…${value.slice(-4)}`;
  return `[${secret.length} ${secret.length === 1 ? 'character' : 'characters'}]`;
}
