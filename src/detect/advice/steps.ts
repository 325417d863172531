/**
 * What to do with a finding, in the order in which it helps: stop its use first, look for what was done with it, replace it,
 * and only then clean up. Rewriting history takes nothing back and comes last.
 */
import type { Class } from '../../model.ts';
import { mask } from '../../report/mask.ts';
import type { Time } from '../grade/lifetime.ts';
import { type Draft, HARMLESS_FORMS } from '../pair/gather.ts';
import { guessedSecret, isGuess, loneId, loneSecret, longTerm, quotedId, rootKey, temporary } from './access-key.ts';
import { ONE_STRING, userOf } from './one-string.ts';

/** The steps for `draft`; the first is the fix. `replace` says what stands in its place, where that is known. */
export function adviceOf(draft: Draft, time: Time, replace: readonly string[] = []): string[] {
  const { credential } = draft;
  if (credential.class !== 'live') return [...NOT_REAL[credential.class]];
  const steps = stepsOf(draft, time, replace);
  return isQuoted(draft) ? steps : [...steps, ...cleanUp(draft)];
}

const NOT_REAL: Readonly<Record<Exclude<Class, 'live'>, readonly string[]>> = {
  example: ['Nothing: it is printed in public documentation and opens no account.'],
  canary: [
    'Do not use it and do not test it: whoever planted it is told at once. Ask them whether it should be here, and leave it.',
  ],
  emulator: ['Nothing: it opens only a local emulator. Make sure that no real account is behind the endpoint.'],
  placeholder: ['Nothing: it stands where a real one would be filled in.'],
  impossible: ['Look at it once: AWS gives out no key id of this structure, so it should be a test value or chance.'],
};

function stepsOf(draft: Draft, time: Time, replace: readonly string[]): string[] {
  const { kind, lifetime, parts } = draft.credential;
  const id = parts.accessKeyId && mask('accessKeyId', parts.accessKeyId.value);
  const isKey = kind === 'aws-access-key' || kind === 'aws-secret-access-key';
  if (isKey && lifetime !== 'temporary' && draft.form === 'root-key-export') return rootKey(id);
  if (kind === 'aws-access-key' && id !== undefined) {
    if (isQuoted(draft)) return quotedId(id);
    if (lifetime === 'temporary') return temporary(draft, time, id, replace);
    return parts.secretAccessKey ? longTerm(id, replace) : loneId(id, replace);
  }
  if (isGuess(draft)) return guessedSecret(replace);
  if (kind === 'aws-secret-access-key' || kind === 'aws-access-key') return loneSecret(replace);
  if (kind === 'aws-session-token') return temporary(draft, time, undefined, replace);
  return ONE_STRING[kind](time.expired === true, id, replace, userOf(draft));
}

/** An id that a signed request or a log quotes. */
function isQuoted({ credential, form }: Draft): boolean {
  const { kind, parts } = credential;
  return kind === 'aws-access-key' && !parts.secretAccessKey && form !== undefined && HARMLESS_FORMS.has(form);
}

const FILTER_REPO =
  'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/removing-sensitive-data-from-a-repository';

/** Last, because it protects nobody: clones, forks and caches keep what was pushed. */
function cleanUp({ sightings }: Draft): string[] {
  if (sightings.length > 0 && sightings.every(one => one.state === 'local')) {
    return [
      'Last of all, remove it from this clone: drop the stash that has it, then `git reflog expire --expire=now --all` and `git gc --prune=now`.',
    ];
  }
  const inHistory = sightings.some(one => one.where === 'history' || one.where === 'message');
  const inFiles = sightings.some(one => one.where === 'worktree' || one.where === 'index');
  return [
    ...(inFiles ? ['Take it out of the files it stands in, and treat other secrets in them as leaked too.'] : []),
    ...(inHistory
      ? [
          `Last of all, purge it from the history if you want it gone from view; that does not undo the leak: ${FILTER_REPO}`,
        ]
      : []),
  ];
}
