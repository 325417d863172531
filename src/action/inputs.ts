/** The action's inputs, read and checked. What cannot be meant is a UsageError that names the input. */
import { getInput } from '@actions/core';
import { UsageError } from '../errors.ts';

export interface Inputs {
  readonly mode: 'auto' | 'range' | 'full' | 'files';
  readonly base: string;
  readonly head: string;
  /** Where the repository, or what of it is to be reported, lies below the workspace. */
  readonly path: string;
  readonly failOn: string;
  readonly onIncomplete: 'fail' | 'warn';
  readonly acceptUnread: readonly string[];
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly maxFileSize: string;
  readonly timeoutSeconds: number;
  readonly asOf: string;
  readonly token: string;
  readonly sarif: string;
  readonly report: string;
  readonly annotations: boolean;
  readonly summary: boolean;
}

/** @throws UsageError for a value that an input does not take. */
export function readInputs(): Inputs {
  return {
    mode: oneOf('mode', ['auto', 'range', 'full', 'files']),
    base: getInput('base'),
    head: getInput('head'),
    path: getInput('path'),
    failOn: getInput('fail-on') || 'medium',
    onIncomplete: oneOf('on-incomplete', ['fail', 'warn']),
    acceptUnread: list('accept-unread', /[\n,]/),
    include: list('include', /\n/),
    exclude: list('exclude', /\n/),
    maxFileSize: getInput('max-file-size'),
    timeoutSeconds: seconds('timeout'),
    asOf: getInput('as-of'),
    token: getInput('token'),
    sarif: getInput('sarif-file'),
    report: getInput('report-file'),
    annotations: flag('annotations'),
    summary: flag('summary'),
  };
}

/** One value a line; names also between commas, which a glob may have in its braces. */
function list(name: string, between: RegExp): string[] {
  return getInput(name)
    .split(between)
    .map(one => one.trim())
    .filter(one => one !== '');
}

function oneOf<T extends string>(name: string, known: readonly [T, ...T[]]): T {
  const value = getInput(name);
  if (value === '') return known[0];
  const found = known.find(one => one === value);
  if (found === undefined) throw new UsageError(`the input ${name} takes ${known.join(', ')}`);
  return found;
}

function flag(name: string): boolean {
  return oneOf(name, ['true', 'false']) === 'true';
}

function seconds(name: string): number {
  const text = getInput(name);
  const value = text === '' ? 0 : Number(text);
  if (!Number.isFinite(value) || value < 0) throw new UsageError(`the input ${name} takes seconds`);
  return value;
}
