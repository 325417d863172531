/**
 * The GitHub Action's front end: event in; log, annotations, summary, files, outputs and exit status out. It holds the status
 * at 2 until a receipt balances, and prints no value, not even to have it masked.
 */
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { inWorkingTree } from './action/annotate.ts';
import { type Inputs, readInputs } from './action/inputs.ts';
import {
  announce,
  printAnnotations,
  printReport,
  writeFailure,
  writeFiles,
  writeOutputs,
  writeSummary,
} from './action/outlets.ts';
import { prepare } from './action/prepare.ts';
import { nothingPublished, ofEvent } from './action/results.ts';
import { explain } from './errors.ts';
import { scanWith } from './scan.ts';
import { type ScanRequest, settle } from './settings.ts';
import { decides, EXIT, exitCodeOf } from './verdict.ts';

process.exitCode = EXIT.incomplete;
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
try {
  process.exitCode = await main();
} catch (error) {
  fail(error);
}

async function main(): Promise<number> {
  const { env } = process;
  const inputs = readInputs();
  const workspace = await realpath(env.GITHUB_WORKSPACE || '.');
  const settings = (request: ScanRequest) =>
    settle({ ...request, ...policyOf(inputs), cwd: workspace, paths: [join(workspace, inputs.path)] });
  const plain = settings({});
  const prepared = await prepare(inputs, workspace, env);
  const scanned = prepared.request ? await scanWith(settings(prepared.request)) : nothingPublished(prepared.words);
  const result = ofEvent(scanned, prepared, plain.acceptUnread);

  const files = await writeFiles(result, inputs, workspace, plain.now, env);
  const exitCode = exitCodeOf(result, plain.failOn, plain.failOnLocal);
  printReport(result, plain.now);
  const { root } = prepared;
  if (inputs.annotations) printAnnotations(await inWorkingTree(result, root, workspace), plain.now);
  if (inputs.summary) await writeSummary(result, env);
  writeOutputs(result, exitCode, files);
  if (exitCode !== EXIT.incomplete || inputs.onIncomplete === 'fail') return exitCode;
  announce('warning', 'not everything in scope was read, and on-incomplete is warn: this is not a clean result');
  return result.findings.some(one => decides(one, plain.failOn, plain.failOnLocal)) ? EXIT.findings : EXIT.clean;
}

/** What the inputs say of every scan, whatever its scope. */
function policyOf(inputs: Inputs): ScanRequest {
  return {
    failOn: inputs.failOn,
    // What an event published can be downloaded, whether a ref still leads to it or not.
    failOnLocal: true,
    acceptUnread: inputs.acceptUnread,
    include: inputs.include,
    exclude: inputs.exclude,
    timeout: inputs.timeoutSeconds,
    ...(inputs.maxFileSize !== '' && { maxFileSize: inputs.maxFileSize }),
    ...(inputs.asOf !== '' && { asOf: inputs.asOf }),
  };
}

/** Every way to fail that is no verdict. Outputs that cannot be written either are lost with the runner that lost them. */
function fail(error: unknown): void {
  process.exitCode = EXIT.incomplete;
  announce('error', explain(error));
  try {
    writeFailure();
  } catch (second) {
    announce('error', explain(second));
  }
}
