/**
 * Other scanners, as far as they are on the PATH: full history of a bare repository, their rules for AWS alone, nothing
 * verified over the network. Each as it comes, and once more with what it offers to be fast.
 */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Peer {
  readonly name: string;
  readonly command: (repo: string) => readonly string[];
  /** Exit statuses of a scan that went well, with findings or without. */
  readonly good: readonly number[];
}

const BEDROCK = ['aws-amazon-bedrock-api-key-long-lived', 'aws-amazon-bedrock-api-key-short-lived'];
const NO_DECODING = ['--max-decode-depth', '0'];

const PEERS: readonly Peer[] = [
  ...peer('kingfisher', ['--turbo'], [0, 200], repo => [
    // Every object of the store. `betterleaks.aws` is how the names of its five rules begin.
    ...['scan', repo, '--rule', 'betterleaks.aws', '--no-validate', '--no-update-check'],
    ...['--format', 'json', '--redact', '--quiet'],
  ]),
  ...peer('gitleaks', NO_DECODING, [0], repo => [
    // The patches of `git log -p -U0 --full-history --all`, so nothing that only a merge brought in.
    ...['git', repo, '--enable-rule', ['aws-access-token', ...BEDROCK].join(',')],
    ...['--no-banner', '--redact', '--exit-code', '0', '--log-level', 'error'],
  ]),
  ...peer('betterleaks', NO_DECODING, [0], repo => [
    // Patches, too.
    ...['git', repo, '--isolate-rule', ['aws-access-token', 'aws-secret-access-key', ...BEDROCK].join(',')],
    ...['--no-banner', '--redact', '--silent', '--exit-code', '0', '--log-level', 'error'],
  ]),
];

/** The peers that are here. */
export function peersHere(): Peer[] {
  return PEERS.filter(({ command }) => isHere(command('')[0]!));
}

/** One program twice: as it comes, and with its `fast` options. */
function peer(program: string, fast: readonly string[], good: readonly number[], args: Peer['command']): Peer[] {
  return [
    { name: program, command: repo => [program, ...args(repo)], good },
    { name: [program, ...fast].join(' '), command: repo => [program, ...args(repo), ...fast], good },
  ];
}

function isHere(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some(folder => canRun(join(folder, program)));
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // Not in this folder.
  }
}
