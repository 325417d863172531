/** What may be shown of a credential's part: prefix and last four characters of an id, the length of anything else. */
import type { Role } from '../model.ts';
import type { Secret } from '../secret.ts';
/** `AKIA…WXYZ` of an id, `[40 characters]` of a secret, token or value. */
export declare function mask(role: Role, secret: Secret): string;
