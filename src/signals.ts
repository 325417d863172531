/** What a front end does when it is told to stop: it lets the scan end in its own way, and keeps the exit status of the signal. */
import { UsageError } from './errors.ts';

export interface Stop {
  readonly signal: AbortSignal;
  /** 128 and the signal's number, once one came. */
  readonly exitCode: () => number | undefined;
}

/** The first signal ends the scan, whose findings so far are reported; the second one ends the process the usual way. */
export function stopOnSignal(): Stop {
  const controller = new AbortController();
  let code: number | undefined;
  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => {
      code ??= status;
      process.exitCode = status;
      controller.abort(new UsageError(`stopped by ${signal}`));
    });
  }
  return { signal: controller.signal, exitCode: () => code };
}
