/** What the action leaves behind: report files, log, annotations, job summary, outputs. The only printing there is in it. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setOutput, summary } from '@actions/core';
import { writeReports } from '../cli/output.ts';
import { codeOf, UsageError } from '../errors.ts';
import { makeFolders } from '../make-folders.ts';
import type { ScanResult } from '../model.ts';
import { forCommandData, forLog } from '../report/escape/workflow.ts';
import { reporters } from '../report/index.ts';
import type { Format, ReportOptions } from '../report/reporter.ts';
import { summarize } from '../report/summary.ts';
import type { Inputs } from './inputs.ts';

/** GitHub shows no summary at all of a step that writes more than 1 MiB. */
const SUMMARY_BYTES = 900_000;

export interface Files {
  readonly sarif: string;
  readonly report: string;
}

/** Writes the SARIF and the JSON report: where the inputs say, else in a new folder of the runner's. */
export async function writeFiles(
  result: ScanResult,
  inputs: Inputs,
  workspace: string,
  asOf: number,
  env: NodeJS.ProcessEnv,
): Promise<Files> {
  const folder = await mkdtemp(join(env.RUNNER_TEMP || tmpdir(), 'keysift-'));
  const files = {
    sarif: inputs.sarif === '' ? join(folder, 'keysift.sarif') : resolve(workspace, inputs.sarif),
    report: inputs.report === '' ? join(folder, 'keysift.json') : resolve(workspace, inputs.report),
  };
  for (const file of [files.sarif, files.report]) makeFolderOf(file);
  const sinks = [
    { format: 'sarif' as const, file: files.sarif },
    { format: 'json' as const, file: files.report },
  ];
  await writeReports(result, sinks, workspace, () => optionsAt(asOf));
  return files;
}

function makeFolderOf(file: string): void {
  try {
    makeFolders(dirname(file));
  } catch (error) {
    const code = codeOf(error);
    throw new UsageError(`no folder can be made for ${JSON.stringify(file)} (${code}); name another file`);
  }
}

/** Prints the report for a person. None of its lines is a command to the runner. */
export function printReport(result: ScanResult, asOf: number): void {
  for (const line of reporters.human(result, optionsAt(asOf))) process.stdout.write(forLog(line));
}

export function printAnnotations(result: ScanResult, asOf: number): void {
  const format: Format = 'github';
  for (const line of reporters[format](result, optionsAt(asOf))) process.stdout.write(line);
}

/** One line that the runner shows with the run. */
export function announce(command: 'error' | 'warning' | 'notice', text: string): void {
  process.stdout.write(`::${command} title=keysift::${forCommandData(text)}\n`);
}

/** Writes the job summary, where the runner takes one. */
export async function writeSummary(result: ScanResult, env: NodeJS.ProcessEnv): Promise<void> {
  if (!env.GITHUB_STEP_SUMMARY) return;
  const { GITHUB_SERVER_URL: server = '', GITHUB_REPOSITORY: name = '' } = env;
  const linked = /^https:\/\/[\w.:-]+\/?$/.test(server) && /^[\w.-]+\/[\w.-]+$/.test(name);
  const repositoryUrl = linked ? { repositoryUrl: `${server.replace(/\/$/, '')}/${name}` } : {};
  await summary.addRaw(summarize(result, { ...repositoryUrl, maxBytes: SUMMARY_BYTES })).write();
}

/** What steps that follow can ask for. */
export function writeOutputs(result: ScanResult, exitCode: number, files: Files): void {
  const { receipt } = result;
  const findings = result.findings.filter(one => !one.suppressed && one.severity !== 'info').length;
  setOutput('findings', findings);
  setOutput('complete', receipt.complete);
  setOutput('range', receipt.scope);
  setOutput('commits-scanned', receipt.commits);
  setOutput('objects-scanned', receipt.objects.scanned);
  setOutput('sarif-file', files.sarif);
  setOutput('report-file', files.report);
  setOutput('exit-code', exitCode);
}

/** Of a run that ended before it had a result. */
export function writeFailure(): void {
  setOutput('complete', false);
  setOutput('exit-code', 2);
}

function optionsAt(asOf: number): ReportOptions {
  return { color: false, showSecrets: false, width: 100, verbose: false, quiet: false, asOf };
}
