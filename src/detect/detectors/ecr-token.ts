/**
 * Passwords of Amazon ECR registries: the base64 of a JSON object with `payload`, `datakey` and `expiration`, bare (`docker
 * login -p`) or with `AWS:` in front and encoded once more (`auth` in a docker config). They live 12 hours.
 * Source: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html
 */
import { decodeBase64 } from '../decode/base64.ts';
import { REGION } from '../decode/region.ts';
import type { Detector, Slice, Verdict } from '../detector.ts';
import { around, canStartAt, matchAt } from '../find/edges.ts';
import { REACH } from '../find/window.ts';
import { classOfAccount } from '../known/class.ts';

/** The base64 of `AWS:` and the start of the inner base64, and the base64 of `{"payload":"`. */
const AUTH = 'QVdTOmV5SndZWGxzYjJGa0lq';
const BARE = 'eyJwYXlsb2FkIjoi';
const RUN = /[A-Za-z0-9+/]{120,}={0,2}/y;
const REGISTRY = new RegExp(`(\\d{12})\\.dkr\\.ecr(?:-fips)?\\.(${REGION})\\.`);
const LONGEST_LIFE_MS = 12 * 3_600_000;

export const ecrToken: Detector = {
  id: 'ecr-token',
  kind: 'aws-ecr-token',
  role: 'value',
  anchors: [AUTH, BARE],
  judge(slice: Slice, at: number): Verdict | undefined {
    const { text } = slice;
    // A dot before it makes it the middle of a JWT, whose payloads often begin with the same word.
    if (!canStartAt(text, at) || text.charAt(at - 1) === '.') return undefined;
    const value = matchAt(RUN, text, at)?.slice(0, REACH);
    if (!value) return undefined;
    const json = text.startsWith(AUTH, at) ? innerOf(value) : lenient(value);
    if (!/^\{"payload":"[A-Za-z0-9+/=\\]{40,}/.test(json)) return undefined;
    const whole = /"datakey":"[A-Za-z0-9+/=\\]{16,}"/.test(json);
    if (!whole && value.length < 1000) return undefined;
    const end = at + value.length;
    const { before, after } = around(text, at, end);
    const registry = REGISTRY.exec(before) ?? REGISTRY.exec(after);
    const expiration = /"expiration":(\d{9,11})\b/.exec(json)?.[1];
    return {
      start: at,
      end,
      class: (registry?.[1] && classOfAccount(registry[1])) || 'live',
      confidence: whole ? 'high' : 'medium',
      basis: 'structure',
      facts: {
        ...(registry?.[1] && { account: registry[1] }),
        ...(registry?.[2] && { region: registry[2] }),
        ...(expiration && { expiresAt: Number(expiration) * 1000 }),
        longestLifeMs: LONGEST_LIFE_MS,
      },
      reasons: [
        whole ? 'It decodes to a registry password.' : 'It begins as a registry password; its end is not readable.',
      ],
    };
  },
};

function innerOf(auth: string): string {
  return lenient(lenient(auth).slice('AWS:'.length));
}

/** Decodes whole groups only, so that a value that is cut still shows its start. */
function lenient(text: string): string {
  const whole = decodeBase64(text) ?? decodeBase64(text.slice(0, text.length - (text.length % 4)));
  return whole?.toString('latin1') ?? '';
}
