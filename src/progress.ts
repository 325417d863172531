/**
 * The progress line on a terminal, for scans that take more than a second. It writes to stderr only, and nothing at all in
 * pipes and CI. ora draws it; loading that takes longer than many a scan, so it is loaded when the second is over.
 */
import type { Ora } from 'ora';
import type { Progress } from './settings.ts';

/** A scan that ends before this shows no line. */
const DELAY_MS = 1000;

const WHAT: Readonly<Record<Progress['stage'], string>> = {
  files: 'files',
  index: 'staged files',
  history: 'objects of the history',
  attribution: 'commits, for who and when',
};

export interface ProgressLine {
  /** Says how far the scan is. Cheap: it draws nothing itself. */
  readonly update: (progress: Progress) => void;
  /** Takes the line away, before anything else is written. May be called twice. */
  readonly stop: () => void;
}

/** True if `stream` is a terminal that a person looks at. */
export function wantsProgress(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  return stream.isTTY === true && env.TERM !== 'dumb' && !env.CI;
}

/** A line on `stream`, from `delayMs` on. */
export function progressLine(stream: NodeJS.WriteStream, delayMs = DELAY_MS): ProgressLine {
  let spinner: Ora | undefined;
  let stopped = false;
  let text = 'Reading';
  const timer = setTimeout(async () => {
    // Without its line a scan is as good: that ora cannot be loaded or started is not worth a word.
    const module = await import('ora').catch(() => undefined);
    if (stopped || !module) return;
    spinner = module.default({ stream, text, isEnabled: true, discardStdin: false, hideCursor: false }).start();
  }, delayMs);
  timer.unref();
  return {
    update: progress => {
      text = textOf(progress);
      if (spinner) spinner.text = text;
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      spinner?.stop();
      spinner = undefined;
    },
  };
}

/** `Reading objects of the history: 12,345 of 262,343 (4 %)`. */
export function textOf({ stage, done, expected }: Progress): string {
  const number = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, ',');
  if (expected <= 0) return `Reading ${WHAT[stage]}: ${number(done)}`;
  const percent = Math.min(100, Math.floor((100 * done) / expected));
  return `Reading ${WHAT[stage]}: ${number(done)} of ${number(expected)} (${percent} %)`;
}
