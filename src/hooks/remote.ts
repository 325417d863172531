/**
 * Which configured remote a push goes to. git gives a hook the remote's name and one URL, or the URL twice; what the remote
 * is believed to have is known only if its tracking refs were filled from that very place. Pure, but for one question to git.
 */
import { resolve } from 'node:path';
import { askGitAsUser } from '../git/process.ts';

export interface Remote {
  readonly name: string;
  /** As configured, before `url.<base>.insteadOf`. */
  readonly urls: readonly string[];
  /** What is fetched, and by which names it is kept: refspecs, as in git-fetch. */
  readonly fetch: readonly string[];
}

/** `url.<base>.insteadOf` and `pushInsteadOf`: URLs that begin with `from` begin with `to` instead. */
export interface Rewrite {
  readonly from: string;
  readonly to: string;
}

export interface RemoteConfig {
  readonly remotes: readonly Remote[];
  readonly rewrites: readonly Rewrite[];
}

/** The remotes of the repository around `root`, with the user's own rewriting of URLs. */
export async function readRemotes(root: string): Promise<RemoteConfig> {
  const pattern = '^(remote\\..*\\.(url|fetch)|url\\..*\\.(push)?insteadof)$';
  const output = await askGitAsUser(root, ['config', '-z', '--get-regexp', pattern]);
  return parseRemotes(output?.toString() ?? '');
}

/** Takes the answer of `git config -z --get-regexp` apart: `<key> LF <value> NUL`, the last part of a key in lower case. */
export function parseRemotes(config: string): RemoteConfig {
  const remotes = new Map<string, { name: string; urls: string[]; fetch: string[] }>();
  const rewrites: Rewrite[] = [];
  for (const entry of config.split('\0')) {
    const [, section, name, key, value] = /^(remote|url)\.(.*)\.(\w+)\n(.*)$/s.exec(entry) ?? [];
    if (name === undefined || value === undefined) continue;
    if (section === 'url') {
      rewrites.push({ from: value, to: name });
      continue;
    }
    const remote = remotes.get(name) ?? { name, urls: [], fetch: [] };
    remotes.set(name, remote);
    if (key === 'url') remote.urls.push(value);
    else if (key === 'fetch') remote.fetch.push(value);
  }
  return { remotes: [...remotes.values()].filter(remote => remote.urls.length > 0), rewrites };
}

/**
 * The remote whose tracking refs tell what is at `url`: of the name that git gave if it fetches from there, else any other
 * that does. A `pushurl` that leads elsewhere has none: a mirror need not have what the remote has.
 * @param name the hook's first argument. @param url its second.
 * @param root where relative paths start.
 */
export function remoteAt(name: string, url: string, config: RemoteConfig, root: string): string | undefined {
  const target = normalized(url, root);
  const fits = (remote: Remote) =>
    remote.urls.some(one => variants(one, config.rewrites).some(variant => normalized(variant, root) === target));
  const named = config.remotes.find(remote => remote.name === name);
  if (named) return fits(named) ? name : undefined;
  return config.remotes.find(fits)?.name;
}

/** The tracking refs that a fetch by `refspecs` keeps the remote's `ref` in. */
export function trackedAs(ref: string, refspecs: readonly string[]): readonly string[] {
  return refspecs.flatMap(refspec => {
    const [from = '', to = ''] = refspec.replace(/^\+/, '').split(':');
    if (to === '') return [];
    const [before = '', after] = from.split('*');
    if (after === undefined) return ref === from ? [to] : [];
    const fits = ref.length >= before.length + after.length && ref.startsWith(before) && ref.endsWith(after);
    // A function, so that nothing in the name is a pattern.
    return fits ? [to.replace('*', () => ref.slice(before.length, ref.length - after.length))] : [];
  });
}

/** The URL as configured, and as each rewriting rule would have it: git takes the longest, here one that fits is enough. */
function variants(url: string, rewrites: readonly Rewrite[]): readonly string[] {
  const rewritten = rewrites
    .filter(({ from }) => url.startsWith(from))
    .map(({ from, to }) => to + url.slice(from.length));
  return [url, ...rewritten];
}

/**
 * One spelling for each place: `git@host:a/b.git`, `ssh://git@host/a/b` and `https://host/a/b/` are the same repository
 * (gitfaq(7) has people fetch by one and push by another), and a path is what it leads to.
 */
function normalized(url: string, root: string): string {
  const trimmed = (path: string) =>
    path
      .replace(/\/+$/, '')
      .replace(/(?<=[^/])\.git$/, '')
      .replace(/\/+$/, '');
  const full = /^([a-z][a-z0-9+.-]*):\/\/([^/]*)(\/.*)?$/i.exec(url);
  if (full) {
    const [, scheme = '', authority = '', path = ''] = full;
    if (scheme.toLowerCase() === 'file') return trimmed(path);
    const usual = /ssh$/i.test(scheme) ? /:22$/ : /:(?:80|443)$/;
    const host = authority.replace(/^.*@/, '').replace(usual, '').toLowerCase();
    return `//${host}/${trimmed(path).replace(/^\/+/, '')}`;
  }
  const short = /^(?:[^/@]+@)?([^/:]+):(?!\\)(.*)$/s.exec(url);
  if (short?.[1] && short[1].length > 1)
    return `//${short[1].toLowerCase()}/${trimmed(short[2] ?? '').replace(/^\/+/, '')}`;
  return trimmed(resolve(root, url));
}
