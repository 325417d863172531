import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, makeRepo, TestRepo } from '../repo.ts';
import { picture, Stage } from './stage.ts';

/** A hook that writes down what it got, and ends with the status in `status`. */
const shell = (shebang = '#!/bin/sh\n') =>
  `${shebang}# mine\nwhile read -r line; do echo "$0 $1 $2 $line" >>got; done\n[ ! -f status ] || exit "$(cat status)"\n`;
const line =
  /^refs\/heads\/main [0-9a-f]{40} refs\/heads\/main [0-9a-f]{40}$|^HEAD [0-9a-f]{40} refs\/heads\/main [0-9a-f]{40}$/;

describe('keysift hook install', () => {
  it('makes git run the copy before a push, with the names and lines that git gives', async () => {
    const stage = new Stage();
    expect(await stage.hook(['install'])).toMatchObject({ status: 0, err: '' });
    expect(stage.push()).toMatchObject({ status: 0 });
    const [argv, refs] = stage.seen().split('\n');
    expect(argv).toBe(`hook run pre-push origin ${stage.remote.dir}`);
    expect(refs).toMatch(line);
  });

  it.each([1, 2, 130])('stops the push if the copy ends with %i', async status => {
    const stage = new Stage();
    await stage.hook(['install']);
    stage.verdict(status);
    expect(stage.push().status).not.toBe(0);
    expect(stage.remote.git('for-each-ref')).toBe('');
  });

  it('leaves nothing behind when it is undone', async () => {
    const stage = new Stage();
    const before = picture(stage.repo.dir);
    await stage.hook(['install']);
    expect(picture(stage.repo.dir)).not.toStrictEqual(before);
    expect(await stage.hook(['uninstall'])).toMatchObject({ status: 0 });
    expect(picture(stage.repo.dir)).toStrictEqual(before);
    expect(await stage.hook(['uninstall'])).toMatchObject({ status: 0, out: 'No hook here has lines of keysift.\n' });
  });

  it('changes nothing when it is run again', async () => {
    const stage = new Stage();
    await stage.hook(['install']);
    const first = picture(stage.repo.dir);
    expect((await stage.hook(['install'])).out).toContain('was up to date');
    expect(picture(stage.repo.dir)).toStrictEqual(first);
  });

  it.each(['#!/bin/sh\n', '#!/bin/sh -eu\n', '#!/usr/bin/env bash\n', ''])(
    'keeps a shell hook (%j), which gets the same lines under its own name',
    async shebang => {
      const stage = new Stage();
      const path = stage.script('.git/hooks/pre-push', shell(shebang), 0o750);
      const before = picture(join(stage.repo.dir, '.git/hooks'));
      await stage.hook(['install']);
      expect(stage.push().status).toBe(0);
      expect(stage.seen()).toMatch(/^hook run pre-push origin/);
      const got = stage.read('got').split(' ');
      expect(got.slice(0, 3)).toStrictEqual(['.git/hooks/pre-push', 'origin', stage.remote.dir]);
      expect(got.slice(3).join(' ').trimEnd()).toMatch(line);
      rmSync(join(stage.repo.dir, 'got'));
      await stage.hook(['uninstall']);
      expect(picture(join(stage.repo.dir, '.git/hooks'))).toStrictEqual(before);
      expect(statSync(path).mode & 0o777).toBe(0o750);
    },
  );

  it('gives a shell hook no line if git gave none', async () => {
    const stage = new Stage();
    stage.script('.git/hooks/pre-push', '#!/bin/sh\ncat >got\n');
    await stage.hook(['install']);
    expect(stage.push().status).toBe(0);
    stage.repo.git('push', 'origin', 'main');
    expect(stage.read('got')).toBe('');
  });

  it('lets the status of a hook that was there count', async () => {
    const stage = new Stage();
    stage.script('.git/hooks/pre-push', shell());
    await stage.hook(['install']);
    stage.repo.write('status', '3');
    expect(stage.push().status).not.toBe(0);
    stage.repo.remove('status');
    expect(stage.push().status).toBe(0);
  });

  it('does not start a hook that was there if keysift blocks the push', async () => {
    const stage = new Stage();
    stage.script('.git/hooks/pre-push', '#!/bin/sh\ntouch got\n');
    await stage.hook(['install']);
    stage.verdict(1);
    expect(stage.push().status).not.toBe(0);
    expect(() => stage.read('got')).toThrow();
  });

  const program = `#!${process.execPath}\nrequire('fs').writeFileSync('got', require('fs').readFileSync(0))\n`;

  it('starts a hook that is no shell script after its own check, and puts it back', async () => {
    const stage = new Stage();
    stage.script('.git/hooks/pre-push', program);
    const before = picture(join(stage.repo.dir, '.git'));
    await stage.hook(['install']);
    expect(stage.push().status).toBe(0);
    expect(stage.read('got').trimEnd()).toMatch(line);
    await stage.hook(['uninstall']);
    const after = picture(join(stage.repo.dir, '.git'));
    for (const [path, seen] of Object.entries(before))
      if (path.startsWith('hooks/')) expect({ [path]: after[path] }).toStrictEqual({ [path]: seen });
    expect(Object.keys(after).filter(path => path.includes('keysift'))).toStrictEqual([]);
  });

  it('keeps a relative link to a script of the repository', async () => {
    const stage = new Stage();
    stage.script('scripts/push.sh', shell());
    mkdirSync(join(stage.repo.dir, '.git/hooks'), { recursive: true });
    symlinkSync('../../scripts/push.sh', join(stage.repo.dir, '.git/hooks/pre-push'));
    const before = picture(join(stage.repo.dir, '.git/hooks'));
    await stage.hook(['install']);
    expect(stage.push().status).toBe(0);
    expect(stage.read('got')).toContain('refs/heads/main');
    expect(stage.read('scripts/push.sh')).toBe(shell());
    await stage.hook(['uninstall']);
    expect(picture(join(stage.repo.dir, '.git/hooks'))).toStrictEqual(before);
  });

  it('does not wake a hook that git ignored because it was not executable', async () => {
    const stage = new Stage();
    stage.script('.git/hooks/pre-push', shell(), 0o644);
    const before = picture(join(stage.repo.dir, '.git/hooks'));
    await stage.hook(['install']);
    expect(stage.push().status).toBe(0);
    expect(stage.seen()).not.toBe('');
    expect(() => stage.read('got')).toThrow();
    await stage.hook(['uninstall']);
    expect(picture(join(stage.repo.dir, '.git/hooks'))).toStrictEqual(before);
  });

  it('keeps lines that were added to its file later', async () => {
    const stage = new Stage();
    await stage.hook(['install']);
    stage.script('.git/hooks/pre-push', `${stage.read('.git/hooks/pre-push')}touch got\n`);
    await stage.hook(['uninstall']);
    expect(stage.read('.git/hooks/pre-push')).toBe('#!/bin/sh\ntouch got\n');
  });

  it('brings an older installation up to date', async () => {
    const stage = new Stage();
    stage.script('.git/hooks/pre-push', shell());
    await stage.hook(['install']);
    const now = stage.read('.git/hooks/pre-push');
    const old = now.replace('  set +eu\n', '');
    stage.script('.git/hooks/pre-push', old);
    renameSync(join(stage.repo.dir, '.git/keysift/hook/0.1.0'), join(stage.repo.dir, '.git/keysift/hook/0.0.9'));
    for (const file of ['install.json', 'current'])
      stage.repo.write(`.git/keysift/hook/${file}`, stage.read(`.git/keysift/hook/${file}`).replace('0.1.0', '0.0.9'));
    expect(await stage.hook(['status'])).toMatchObject({ status: 0, out: expect.stringContaining('keysift 0.0.9') });
    expect(stage.push().status).toBe(0);
    await stage.hook(['install']);
    expect(stage.read('.git/hooks/pre-push')).toBe(now);
    expect(existsSync(join(stage.repo.dir, '.git/keysift/hook/0.0.9'))).toBe(false);
    expect(stage.push().status).toBe(0);
    await stage.hook(['uninstall']);
    expect(stage.read('.git/hooks/pre-push')).toBe(shell());
  });

  it('refuses a file in which only one of its marks is left', async () => {
    const stage = new Stage();
    await stage.hook(['install']);
    const half = stage.read('.git/hooks/pre-push').replace(/^# <<<.*\n/m, '');
    stage.script('.git/hooks/pre-push', half);
    for (const action of ['install', 'uninstall']) expect((await stage.hook([action])).status).toBe(2);
    expect(stage.read('.git/hooks/pre-push')).toBe(half);
  });

  it('uses a folder of core.hooksPath, relative to the root, also when it is run in a subfolder', async () => {
    const stage = new Stage();
    stage.repo.write('sub/b.txt', 'b').git('config', 'core.hooksPath', '.githooks');
    const before = picture(stage.repo.dir);
    expect((await stage.hook(['install'], join(stage.repo.dir, 'sub'))).out).toContain('.githooks/pre-push');
    expect(stage.push().status).toBe(0);
    expect(stage.seen()).not.toBe('');
    await stage.hook(['uninstall']);
    expect(Object.keys(picture(stage.repo.dir)).filter(path => /githooks|keysift\//.test(path))).toStrictEqual([]);
    expect(before).not.toHaveProperty(['.githooks']);
  });

  it('guards each repository of shared hooks by itself', async () => {
    const hooks = makeFolder('hooks');
    const [one, two, three] = [new Stage(), new Stage(), new Stage()];
    for (const stage of [one, two, three]) stage.repo.git('config', 'core.hooksPath', hooks);
    writeFileSync(join(hooks, 'pre-push'), '#!/bin/sh\ncat >"$HOME_OF_TEST/got"\n', { mode: 0o755 });
    const before = picture(hooks);
    await one.hook(['install']);
    await two.hook(['install']);
    const env = (stage: Stage) => ({ HOME_OF_TEST: stage.repo.dir });
    for (const stage of [one, two, three]) {
      expect(stage.push(env(stage))).toMatchObject({ status: 0 });
      expect(stage.read('got')).toContain('refs/heads/main');
    }
    expect([one.seen(), two.seen()]).not.toContain('');
    expect(three.seen()).toBe('');
    expect(await three.hook(['status'])).toMatchObject({ status: 1 });

    rmSync(join(one.repo.dir, '.git/keysift'), { recursive: true });
    expect(one.push(env(one)).stderr).toContain('push blocked');
    expect(three.push(env(three)).status).toBe(0);

    await one.hook(['uninstall']);
    expect(one.push(env(one)).status).toBe(0);
    two.verdict(1);
    expect(two.push(env(two)).status).not.toBe(0);
    await two.hook(['uninstall']);
    expect(picture(hooks)).toStrictEqual(before);
  });

  it('guards linked worktrees and the main one by the same hook', async () => {
    const stage = new Stage();
    const other = join(makeFolder(), 'linked');
    stage.repo.git('worktree', 'add', '-q', other);
    await stage.hook(['install'], other);
    expect(stage.push({}, other, ['origin', 'HEAD:refs/heads/linked']).status).toBe(0);
    expect(stage.push().status).toBe(0);
    expect(stage.seen().match(/hook run pre-push/g)).toHaveLength(2);
  });

  it('works in a bare repository and in one of SHA-256', async () => {
    const stage = new Stage(makeRepo('--object-format=sha256'), makeRepo('--bare', '--object-format=sha256'));
    const bare = new TestRepo(join(makeFolder(), 'bare.git'));
    stage.repo.git('clone', '-q', '--bare', stage.repo.dir, bare.dir);
    expect(await stage.hook(['install'], bare.dir)).toMatchObject({ status: 0, err: '' });
    bare.git('push', '-q', stage.remote.dir, 'main');
    expect(stage.seen()).toMatch(/ [0-9a-f]{64} refs\/heads\/main 0{64}\n$/);
  });

  it('refuses what it cannot do, and changes nothing', async () => {
    const cases: readonly (readonly [string, (stage: Stage) => void])[] = [
      ['core.hooksPath is /dev/null', stage => stage.repo.git('config', 'core.hooksPath', '/dev/null')],
      [
        'outside this repository',
        stage => {
          rmSync(join(stage.repo.dir, '.git/hooks'), { recursive: true, force: true });
          symlinkSync(makeFolder(), join(stage.repo.dir, '.git/hooks'));
        },
      ],
      [
        'cannot be installed',
        stage => {
          rmSync(join(stage.repo.dir, '.git/hooks'), { recursive: true, force: true });
          writeFileSync(join(stage.repo.dir, '.git/hooks'), '');
        },
      ],
      ['is no file', stage => mkdirSync(join(stage.repo.dir, '.git/hooks/pre-push'), { recursive: true })],
      ['takes no more words', () => {}],
    ];
    for (const [message, prepare] of cases) {
      const stage = new Stage();
      prepare(stage);
      const before = picture(stage.repo.dir);
      const { status, err } = await stage.hook(message.includes('words') ? ['install', 'now'] : ['install']);
      expect({ status, err }).toStrictEqual({ status: 2, err: expect.stringContaining(message) });
      expect(err.trimEnd()).not.toContain('\n');
      expect(picture(stage.repo.dir)).toStrictEqual(before);
    }
  });

  it.skipIf(process.getuid?.() === 0)('refuses a folder that it may not write', async () => {
    const stage = new Stage();
    const hooks = join(stage.repo.dir, '.git/hooks');
    mkdirSync(hooks, { recursive: true });
    chmodSync(hooks, 0o555);
    expect(await stage.hook(['install'])).toMatchObject({ status: 2, err: expect.stringContaining('EACCES') });
    chmodSync(hooks, 0o755);
    expect(Object.keys(picture(stage.repo.dir)).filter(path => path.includes('keysift'))).toStrictEqual([]);
  });

  it('says so outside a repository', async () => {
    const stage = new Stage();
    expect(await stage.hook(['install'], makeFolder())).toMatchObject({
      status: 2,
      err: expect.stringContaining('not a git repository'),
    });
  });
});

describe('the installed hook', () => {
  it.each([
    ['is gone', (home: string) => rmSync(home, { recursive: true })],
    ['has lost its bundle', (home: string) => rmSync(join(home, '0.1.0'), { recursive: true })],
    ['is empty', (home: string) => writeFileSync(join(home, '0.1.0/cli.js'), '')],
    ['says nothing', (home: string) => writeFileSync(join(home, '0.1.0/cli.js'), '// cut off\n')],
    ['names a version elsewhere', (home: string) => writeFileSync(join(home, 'current'), '../../../x\n')],
  ])('blocks, and says how to repair, if its copy %s', async (_what, spoil) => {
    const stage = new Stage();
    await stage.hook(['install']);
    spoil(join(stage.repo.dir, '.git/keysift/hook'));
    const { status, stderr } = stage.push();
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/push blocked: it was not checked/);
    expect(stderr).toContain('keysift hook install');
    expect(stage.remote.git('for-each-ref')).toBe('');
    expect((await stage.hook(['status'])).status).toBe(2);
    await stage.hook(['install']);
    expect(stage.push().status).toBe(0);
  });

  it('finds the node of its installation if PATH has none, or an old one', async () => {
    const stage = new Stage();
    await stage.hook(['install']);
    const old = makeFolder('bin');
    writeFileSync(join(old, 'node'), '#!/bin/sh\necho v18.20.0\n', { mode: 0o755 });
    const bare = makeFolder('bin');
    for (const folder of [old, bare]) for (const name of ['git', 'cat', 'sh', 'dirname']) link(name, folder);
    for (const path of [old, bare]) expect(stage.push({ PATH: path })).toMatchObject({ status: 0 });
    expect(stage.seen().match(/hook run pre-push/g)).toHaveLength(2);

    writeFileSync(join(stage.repo.dir, '.git/keysift/hook/node'), '/nonexistent/node\n');
    expect(stage.push({ PATH: bare }).stderr).toContain('no Node.js of version 20.19 or later');
  });

  it('works after the repository was moved', async () => {
    const stage = new Stage();
    await stage.hook(['install']);
    const moved = join(makeFolder(), 'with a space');
    renameSync(stage.repo.dir, moved);
    expect(stage.push({}, moved)).toMatchObject({ status: 0 });
    expect(stage.seen()).not.toBe('');
  });
});

function link(name: string, folder: string): void {
  const places = (process.env.PATH ?? '').split(':').map(place => join(place, name));
  const found = places.find(path => existsSync(path));
  if (found !== undefined) symlinkSync(found, join(folder, name));
}

describe('keysift hook status', () => {
  it('ends with 0 when git runs an intact copy, and names the version', async () => {
    const stage = new Stage();
    expect(await stage.hook(['status'])).toMatchObject({ status: 1 });
    await stage.hook(['install']);
    const { status, out } = await stage.hook(['status']);
    expect(status).toBe(0);
    expect(out).toContain('in force');
    expect(out).toContain('keysift 0.1.0, intact');
  });

  it('ends with 2 when a byte of the copy was changed', async () => {
    const stage = new Stage();
    await stage.hook(['install']);
    stage.repo.write('.git/keysift/hook/0.1.0/worker.js', '//\n');
    expect(await stage.hook(['status'])).toMatchObject({
      status: 2,
      out: expect.stringContaining('worker.js was changed'),
    });
  });

  it('ends with 1 and names the folder when core.hooksPath leads git elsewhere', async () => {
    const stage = new Stage();
    await stage.hook(['install']);
    stage.repo.git('config', 'core.hooksPath', 'other');
    const { status, out } = await stage.hook(['status']);
    expect(status).toBe(1);
    expect(out).toContain('core.hooksPath is other');
    await stage.hook(['uninstall']);
    expect(Object.keys(picture(stage.repo.dir)).filter(path => /keysift|pre-push$/.test(path))).toStrictEqual([]);
  });

  it('ends with 1 when the hook is not executable', async () => {
    const stage = new Stage();
    await stage.hook(['install']);
    chmodSync(join(stage.repo.dir, '.git/hooks/pre-push'), 0o644);
    expect(await stage.hook(['status'])).toMatchObject({ status: 1, out: expect.stringContaining('not executable') });
    await stage.hook(['install']);
    expect(await stage.hook(['status'])).toMatchObject({ status: 0 });
  });
});
