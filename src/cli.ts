#!/usr/bin/env node
/**
 * The command line's first file. It holds the exit status at 2 until a receipt balances, and answers `--version` before
 * anything else is loaded.
 */
import { VERSION } from './version.ts';

process.exitCode = 2;

const [first, ...rest] = process.argv.slice(2);
if (rest.length === 0 && (first === '--version' || first === '-V')) {
  process.stdout.write(`${VERSION}\n`);
  process.exitCode = 0;
} else if (first === 'hook' && rest[0] === 'run') {
  // What git hands to a hook (a remote's name and URL) is no option, whatever it looks like; and a push should not wait.
  const { runHook } = await import('./hook.ts');
  process.exitCode = await runHook(process.argv.slice(3));
} else {
  const { main } = await import('./cli/run.ts');
  await main(process.argv.slice(2));
}
