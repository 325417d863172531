/**
 * Where reports go. A file is written under another name and renamed when it is whole, so that a killed run leaves the old
 * report or none, never an empty one that reads as clean.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { codeOf, UNKNOWN_CODE, UsageError } from '../errors.ts';
import type { ScanResult } from '../model.ts';
import { reporters } from '../report/index.ts';
import type { Format, ReportOptions } from '../report/reporter.ts';

const FORMATS = Object.keys(reporters) as Format[];

/** One report to write: to a file, or to standard output if `file` is absent. */
export interface Sink {
  readonly format: Format;
  readonly file?: string;
}

/**
 * The sinks that `--format` and `--output` name.
 * @throws UsageError for an unknown format, or two reports for one place.
 */
export function sinksOf(formats: readonly string[], output: string | undefined): Sink[] {
  const sinks = (formats.length > 0 ? formats : ['human']).map(parse);
  const bare = sinks.filter(sink => sink.file === undefined);
  if (bare.length > 1)
    throw new UsageError('only one report can go to one place; name files: --format sarif=out.sarif');
  if (output === undefined || output === '-') return apart(sinks);
  if (bare.length === 0) throw new UsageError('--output has no report left to write: every --format names a file');
  return apart(sinks.map(sink => (sink.file === undefined ? { ...sink, file: output } : sink)));
}

/** The same sinks, if no two of them are one file: the later report would replace the earlier. */
function apart(sinks: Sink[]): Sink[] {
  const files = sinks.flatMap(sink => (sink.file === undefined ? [] : [resolve(sink.file)]));
  if (new Set(files).size === files.length) return sinks;
  throw new UsageError('two reports are to go into one file; give each --format a file of its own');
}

function parse(text: string): Sink {
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  const format = FORMATS.find(one => one === name);
  if (format === undefined) throw new UsageError(`--format takes ${FORMATS.join(', ')}, or FORMAT=FILE`);
  if (equals < 0) return { format };
  const file = text.slice(equals + 1);
  if (file === '') throw new UsageError(`--format ${format}= needs a file name after the equals sign`);
  if (file === '-') return { format };
  return { format, file };
}

/** Refuses secrets where they would flow on: standard output that is no terminal. */
export function checkSecretsSink(sinks: readonly Sink[], stdoutIsTerminal: boolean): void {
  if (stdoutIsTerminal || sinks.every(sink => sink.file !== undefined)) return;
  throw new UsageError('--show-secrets prints only to a terminal or to a file that you name with --output');
}

/** Writes every report. Rejects if one could not be written whole. */
export async function writeReports(
  result: ScanResult,
  sinks: readonly Sink[],
  cwd: string,
  optionsOf: (sink: Sink) => ReportOptions,
): Promise<void> {
  for (const sink of sinks) {
    const pieces = reporters[sink.format](result, optionsOf(sink));
    if (sink.file === undefined) await writeAll(process.stdout, pieces).catch(refused);
    else await writeFile(resolve(cwd, sink.file), pieces);
  }
}

/** Standard output took no more. That its reader went away is no news to anybody; a full disk is. */
function refused(error: unknown): never {
  const code = codeOf(error);
  if (code === UNKNOWN_CODE || code === 'EPIPE') throw error;
  throw new UsageError(`the report could not be written to standard output (${code}); name a file with --output`);
}

async function writeFile(path: string, pieces: Iterable<string>): Promise<void> {
  // A device or pipe that a person names is written to; renaming over it would replace it.
  const there = await stat(path).catch(() => undefined);
  const unfinished = there === undefined || there.isFile() ? `${path}.${process.pid}.tmp` : path;
  try {
    const stream = createWriteStream(unfinished, unfinished === path ? {} : { flags: 'wx', mode: 0o600 });
    await writeAll(stream, pieces);
    stream.end();
    if (!stream.closed) await once(stream, 'close');
    if (unfinished !== path) await rename(unfinished, path);
  } catch (error) {
    // What failed first is what is told.
    if (unfinished !== path) await rm(unfinished, { force: true }).catch(() => undefined);
    const code = codeOf(error);
    throw new UsageError(`the report could not be written to ${JSON.stringify(path)} (${code}); name another --output`);
  }
}

/** Writes pieces with back-pressure; rejects on the stream's first error. */
async function writeAll(stream: Writable, pieces: Iterable<string>): Promise<void> {
  let failed: Error | undefined;
  const onError = (error: Error) => {
    failed ??= error;
  };
  stream.on('error', onError);
  for (const batch of batches(pieces)) {
    if (failed) throw failed;
    if (!stream.write(batch)) await room(stream);
  }
  await new Promise<void>((done, fail) => stream.write('', error => (error ? fail(error) : done())));
  if (failed) throw failed;
}

/** Waits until the stream takes more, or ends. Whatever did not come is not listened for any longer. */
async function room(stream: Writable): Promise<void> {
  const waited = new AbortController();
  const { signal } = waited;
  try {
    await Promise.race([once(stream, 'drain', { signal }), once(stream, 'close', { signal })]);
  } finally {
    waited.abort();
  }
}

function* batches(pieces: Iterable<string>): Iterable<string> {
  let batch = '';
  for (const piece of pieces) {
    batch += piece;
    if (batch.length < 65_536) continue;
    yield batch;
    batch = '';
  }
  if (batch !== '') yield batch;
}
