/**
 * Says of a value whether it is one of the look-alikes that are reported as info, and which. It looks at the value alone.
 * Undefined means that nothing speaks against a real one.
 */
import type { Class } from '../../model.ts';
/** The class of an access key id of any length, or undefined if it may be real. */
export declare function classOfId(id: string): Class | undefined;
/** The class of everything that belongs to `account` (12 digits), or undefined if it may be anybody's. */
export declare function classOfAccount(account: string): Class | undefined;
/** The class of a secret access key or of a password of the same making, or undefined if it may be real. */
export declare function classOfSecret(value: string): Class | undefined;
/** The class of a session token, or undefined if it may be real: it decodes, or nothing but that speaks against it. */
export declare function classOfToken(value: string): Class | undefined;
