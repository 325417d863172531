#!/usr/bin/env node
/**
 * The command line's first file. It holds the exit status at 2 until a receipt balances, and answers `--version` before
 * anything else is read: the rest is files of their own, which take node a while to take in.
 */
import { VERSION } from './version.ts';

process.exitCode = 2;

const words = process.argv.slice(2);
if (words.length === 1 && (words[0] === '--version' || words[0] === '-V')) {
  process.stdout.write(`${VERSION}\n`);
  process.exitCode = 0;
} else {
  const { main } = await import('./main.ts');
  await main(words);
}
