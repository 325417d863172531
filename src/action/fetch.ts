/**
 * Fetches what a shallow clone lacks, the action's only use of the network. The URL is made of what the runner says and not of
 * the repository's configuration; the token goes through the environment, never through arguments or a file.
 */
import { explain } from '../errors.ts';
import { collectGit } from '../git/process.ts';
import type { Repository } from '../git/repository.ts';

export interface Remote {
  /** `https://github.com/owner/name`, without credentials. */
  readonly url: string;
  readonly token: string;
}

/** A quiet fetch gives no sign while it goes on, and a long history takes its time. */
const FETCH_MS = 30 * 60_000;

/** How many commits deep; all that a shallow clone lacks; or everything again, whatever the clone has. */
export type Depth = number | 'all' | 'again';

/** Refspecs of every branch and tag, kept as checkout keeps them. */
export const EVERYTHING = ['+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*'];

/** Taken over for fetches, so that runners behind a proxy or with a certificate authority of their own reach the server. */
const CONNECTION = [
  ...['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY', 'no_proxy', 'NO_PROXY'],
  ...['SSL_CERT_FILE', 'SSL_CERT_DIR', 'GIT_SSL_CAINFO', 'GIT_SSL_CAPATH'],
];

/**
 * The repository of this run on its server, by the runner's own variables; undefined if they do not name one.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/variables
 */
export function remoteOf(env: NodeJS.ProcessEnv, token: string): Remote | undefined {
  const { GITHUB_SERVER_URL: server = '', GITHUB_REPOSITORY: name = '' } = env;
  if (!URL.canParse(server) || !/^[\w.-]+\/[\w.-]+$/.test(name)) return undefined;
  return { url: `${server.replace(/\/+$/, '')}/${name}`, token };
}

/**
 * Runs `git fetch` with `refs` (object ids or refspecs) in `repo`.
 * @returns why it failed; undefined if it did not.
 */
export async function fetchInto(
  repo: Repository,
  remote: Remote,
  refs: readonly string[],
  depth: Depth,
  signal: AbortSignal,
): Promise<string | undefined> {
  const args = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head'];
  if (typeof depth === 'number') args.push(`--depth=${depth}`);
  else if (depth === 'again') args.push('--refetch');
  else if (repo.shallow) args.push('--unshallow');
  try {
    const { end } = await collectGit(repo.place, [...args, '--', remote.url, ...refs], {
      signal,
      network: environmentOf(remote),
      stallMs: FETCH_MS,
    });
    return end.status === 0 ? undefined : (end.problem ?? 'git fetch failed');
  } catch (error) {
    return explain(error);
  }
}

/** What a fetch needs beyond the hardened environment: its one protocol, and the token as checkout sends it. */
function environmentOf({ url, token }: Remote): Record<string, string> {
  const taken = CONNECTION.flatMap(name => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  const protocol = new URL(url).protocol.replace(':', '');
  const own = { GIT_ALLOW_PROTOCOL: protocol === 'http' || protocol === 'file' ? protocol : 'https' };
  if (token === '') return { ...Object.fromEntries(taken), ...own };
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  // The empty value takes away a header that checkout may have left in the configuration: two are refused.
  const pairs = ['', `AUTHORIZATION: basic ${basic}`].flatMap((value, at) => [
    [`GIT_CONFIG_KEY_${at}`, `http.${url}.extraheader`],
    [`GIT_CONFIG_VALUE_${at}`, value],
  ]);
  return { ...Object.fromEntries([...taken, ...pairs]), ...own, GIT_CONFIG_COUNT: '2' };
}
