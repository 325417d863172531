/**
 * Runs the built action as GitHub's runner does: a checkout in the workspace, the event's payload in a file, inputs in the
 * environment, files for outputs and summary. The server is a bare repository beside it. `KEYSIFT_NODE` names another node
 * to run it with, such as the 24 that runners have.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keysift } from '../e2e/keysift.ts';
import { accessKeyId, rng, secretAccessKey } from '../generate/aws.ts';
import { makeFolder, makeRepo, TestRepo } from '../repo.ts';

const ACTION = join(import.meta.dirname, '../../dist/action.js');
export const ZERO = '0'.repeat(40);

/** A key pair as a file has it, fresh for each seed, and its masked id. */
export function leak(seed: number): {
  readonly text: string;
  readonly masked: string;
  readonly values: readonly string[];
} {
  const random = rng(seed);
  const id = accessKeyId({ rng: random, prefix: 'AKIA' });
  const secret = secretAccessKey(random);
  const text = `[default]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`;
  return { text, masked: `${id.slice(0, 4)}…${id.slice(-4)}`, values: [id, secret] };
}

/** A server, and the repository of somebody who pushes to it. */
export class Hub {
  readonly folder = makeFolder('keysift-hub');
  readonly dev = makeRepo();
  readonly #server: TestRepo;

  constructor() {
    const path = join(this.folder, 'owner/name');
    mkdirSync(path, { recursive: true });
    this.#server = new TestRepo(path);
    this.#server.git('init', '--quiet', '--bare', '--initial-branch=main');
    // As GitHub does: a commit is given out by its id as long as it is stored.
    this.#server.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    this.dev.git('remote', 'add', 'origin', path);
  }

  push(...refs: string[]): this {
    this.dev.git('push', '--quiet', '--force', 'origin', ...refs);
    return this;
  }

  /** From now on the server gives out nothing. */
  shut(): void {
    this.#server.git('config', 'uploadpack.hideRefs', 'refs');
    this.#server.git('config', 'uploadpack.allowAnySHA1InWant', 'false');
  }

  /** What actions/checkout makes of `oid`: one commit, so many, or with `full` everything that branches and tags lead to. */
  checkout(oid: string, how: 'shallow' | 'full' | number = 'full', ref = 'refs/remotes/origin/main'): string {
    const repo = makeRepo();
    const url = this.url;
    repo.git('remote', 'add', 'origin', url);
    const refs =
      how === 'full' ? ['+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*'] : [`+${oid}:${ref}`];
    const depth = how === 'full' ? [] : [`--depth=${how === 'shallow' ? 1 : how}`];
    repo.git('fetch', '--quiet', '--no-tags', ...depth, 'origin', ...refs);
    if (how === 'full') repo.git('fetch', '--quiet', '--no-tags', 'origin', oid);
    repo.git('checkout', '--quiet', '--detach', oid);
    return repo.dir;
  }

  get url(): string {
    return `file://${this.folder}/owner/name`;
  }
}

export interface ActionOptions {
  readonly workspace: string;
  readonly event: string;
  readonly payload: unknown;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly hub?: Hub;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the action and gathers everything that it left. */
export async function runAction({ workspace, event, payload, inputs = {}, hub, env = {} }: ActionOptions) {
  const temp = makeFolder('keysift-runner');
  const file = (name: string, content = '') => {
    writeFileSync(join(temp, name), content);
    return join(temp, name);
  };
  const files = {
    event: file('event.json', JSON.stringify(payload)),
    output: file('output'),
    summary: file('summary'),
  };
  const run = await keysift([], {
    bin: ACTION,
    cwd: workspace,
    ...(process.env.KEYSIFT_NODE !== undefined && { node: process.env.KEYSIFT_NODE }),
    env: {
      GITHUB_ACTIONS: 'true',
      CI: 'true',
      GITHUB_WORKSPACE: workspace,
      GITHUB_EVENT_NAME: event,
      GITHUB_EVENT_PATH: files.event,
      GITHUB_OUTPUT: files.output,
      GITHUB_STEP_SUMMARY: files.summary,
      GITHUB_REPOSITORY: 'owner/name',
      RUNNER_TEMP: temp,
      ...(hub && { GITHUB_SERVER_URL: `file://${hub.folder}` }),
      ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
      ...env,
    },
  });
  const outputs = parseOutputs(readFileSync(files.output, 'utf8'));
  const read = (path: string | undefined) => (path === undefined ? undefined : JSON.parse(readFileSync(path, 'utf8')));
  return {
    ...run,
    outputs,
    summary: readFileSync(files.summary, 'utf8'),
    report: read(outputs['report-file']),
    sarif: read(outputs['sarif-file']),
    temp,
  };
}

/** The form that the runner reads: `name<<delimiter`, lines, `delimiter`. Anything else is an error. */
function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  let rest = text;
  while (rest !== '') {
    const match = /^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2\n/.exec(rest);
    if (!match) throw new Error(`not what the runner reads: ${JSON.stringify(rest.slice(0, 80))}`);
    outputs[match[1] ?? ''] = match[3] ?? '';
    rest = rest.slice(match[0].length);
  }
  return outputs;
}

export const pushed = (before: string, after: string, over: Record<string, unknown> = {}) => ({
  ref: 'refs/heads/main',
  before,
  after,
  created: before === ZERO,
  deleted: after === ZERO,
  forced: false,
  // Empty, as it is for a new branch at a known commit: the range must never come of it.
  commits: [],
  repository: { default_branch: 'main' },
  ...over,
});
