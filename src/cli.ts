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
} else {
  const { main } = await import('./cli/run.ts');
  await main(process.argv.slice(2));
}
