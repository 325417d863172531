/** From settings to the plan of a scan: what is read, in which repositories, and why, in words for the receipt. */
import { UsageError } from './errors.ts';
import { firstQuestion } from './git/repository.ts';
import type { Scope, Settings } from './settings.ts';
import type { Step } from './steps.ts';
import { type Target, targetsOf } from './targets.ts';

export interface Plan {
  /** What is read and why, for a person. */
  readonly scope: string;
  readonly steps: readonly Step[];
  /** True if commit dates may prove that a temporary credential has expired: not where the judged side wrote them. */
  readonly historyBound: boolean;
}

/**
 * The plan for `settings`.
 * @throws UsageError if a path does not exist, or is in no repository where one is needed.
 */
export async function planOf(settings: Settings): Promise<Plan> {
  refuseIdle(settings);
  if (settings.scope === 'stdin') {
    const { stdinStep } = await import('./steps.ts');
    return { scope: 'standard input', steps: [stdinStep(settings)], historyBound: false };
  }
  // What reads is loaded while git says where, or names refs.
  const located = targetsOf(settings);
  await (settings.scope === 'history' ? located : Promise.race([located, firstQuestion]));
  const [{ targets, files, broken }, { stepsIn, folderStep, brokenStep }] = await Promise.all([
    located,
    import('./steps.ts'),
  ]);
  if (settings.since !== undefined && files.length > 0) {
    throw new UsageError(`--since limits history, and ${JSON.stringify(files[0])} is in no git repository`);
  }
  if (settings.reader !== 'auto' && targets.length + broken.size === 0) {
    throw new UsageError(`--reader says how history is read, and ${JSON.stringify(files[0])} is in no git repository`);
  }
  if (settings.scope !== 'scan' && settings.scope !== 'dir' && files.length > 0) {
    throw new UsageError(`${JSON.stringify(files[0])} is in no git repository; 'keysift dir' scans plain files`);
  }
  const steps = targets.flatMap(target => stepsIn(target, settings));
  for (const path of files) steps.push(folderStep(path, settings));
  for (const path of broken) steps.push(brokenStep(path));
  return {
    scope: [...targets.map(target => scopeIn(target, settings)), ...files.map(path => `files in ${path}`)].join('; '),
    steps,
    historyBound: settings.scope !== 'range' && settings.scope !== 'staged',
  };
}

/** Options that would silently do nothing to what is read. */
function refuseIdle({ scope, since, reader, ignored, include, exclude }: Settings): void {
  const whole = scope === 'scan' || scope === 'history';
  if (since !== undefined && !whole)
    throw new UsageError(`--since limits history, which 'keysift ${scope}' does not read`);
  if (reader !== 'auto' && !whole && scope !== 'range')
    throw new UsageError(`--reader says how history is read, which 'keysift ${scope}' does not read`);
  if (ignored && scope !== 'scan' && scope !== 'dir')
    throw new UsageError(`--ignored adds files of a working tree, which 'keysift ${scope}' does not read`);
  const globs = include.length > 0 ? '--include' : exclude.length > 0 ? '--exclude' : undefined;
  if (globs && scope === 'stdin') throw new UsageError(`${globs} chooses by paths, and what is piped in has none`);
}

function scopeIn({ repository, limits }: Target, settings: Settings): string {
  const what: Readonly<Record<Scope, string>> = {
    scan: repository.root === undefined ? 'full history (a bare repository)' : 'working tree, index and full history',
    history: 'full history',
    staged: 'index entries that differ from HEAD',
    range: settings.objects ? 'the objects of a push or event' : `range ${settings.revisions.join(' ')}`,
    dir: 'files',
    stdin: 'standard input',
  };
  const since = settings.since === undefined ? '' : ` since ${settings.since}`;
  const below = limits.length === 0 ? '' : `, reported below ${limits.join(', ')}`;
  return `${what[settings.scope]}${since} of ${repository.root ?? repository.gitDir}${below}`;
}
