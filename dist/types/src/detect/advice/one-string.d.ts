/** What to do about credentials that are whole in one string: passwords of services, keys and tokens of one service. Pure text. */
import type { Kind } from '../../model.ts';
import type { Draft } from '../pair/gather.ts';
/** Every kind that is whole in one string. */
export type OneString = Exclude<Kind, 'aws-access-key' | 'aws-secret-access-key' | 'aws-session-token'>;
type Steps = (expired: boolean, id: string | undefined, replace: readonly string[], user: string) => string[];
/** The IAM user that a service made the password for, if it is known and safe in a shell; `+1` counts its passwords. */
export declare function userOf({ credential }: Draft): string;
/** The steps for each of them. `id` is masked; `user` is safe in a shell. */
export declare const ONE_STRING: Readonly<Record<OneString, Steps>>;
export {};
