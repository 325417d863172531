/**
 * Other scanners, as far as they are on the PATH: full history of a bare repository, their rules for AWS alone, nothing
 * verified over the network, otherwise as they come.
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

const PEERS: readonly Peer[] = [
  {
    // Every object of the store. `betterleaks.aws` is the beginning of its five rules' names.
    name: 'kingfisher',
    command: repo => [
      ...['kingfisher', 'scan', repo, '--rule', 'betterleaks.aws', '--no-validate', '--no-update-check'],
      ...['--format', 'json', '--redact', '--quiet'],
    ],
    good: [0, 200],
  },
  {
    // The patches of `git log -p -U0 --full-history --all`, so nothing that only a merge brought in.
    name: 'gitleaks',
    command: repo => [
      ...['gitleaks', 'git', repo, '--enable-rule', ['aws-access-token', ...BEDROCK].join(',')],
      ...['--no-banner', '--redact', '--exit-code', '0', '--log-level', 'error'],
    ],
    good: [0],
  },
  {
    // Patches, too.
    name: 'betterleaks',
    command: repo => [
      ...['betterleaks', 'git', repo, '--isolate-rule'],
      ['aws-access-token', 'aws-secret-access-key', ...BEDROCK].join(','),
      ...['--no-banner', '--redact', '--silent', '--exit-code', '0', '--log-level', 'error'],
    ],
    good: [0],
  },
];

/** The peers that are here. */
export function peersHere(): Peer[] {
  return PEERS.filter(peer =>
    (process.env.PATH ?? '').split(delimiter).some(folder => canRun(join(folder, peer.name))),
  );
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // Not in this folder.
  }
}
