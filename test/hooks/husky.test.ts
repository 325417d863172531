import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitEnvironment } from '../repo.ts';
import { picture, Stage } from './stage.ts';

const bin = join(import.meta.dirname, '../../node_modules/husky/bin.js');

function withHusky(): Stage {
  const stage = new Stage();
  stage.repo.write('package.json', '{"scripts":{"prepare":"husky"}}\n');
  husky(stage);
  return stage;
}

function husky(stage: Stage): void {
  execFileSync(process.execPath, [bin], { cwd: stage.repo.dir, env: gitEnvironment() });
}

const mine = 'while read -r line; do echo "$1 $line" >>got; done\n';

describe('keysift hook install under husky', () => {
  it('puts its lines into the file that husky starts, and husky leaves them there', async () => {
    const stage = withHusky();
    const { status, out } = await stage.hook(['install']);
    expect({ status, out }).toStrictEqual({ status: 0, out: expect.stringContaining('.husky/pre-push') });
    husky(stage);
    expect(stage.push()).toMatchObject({ status: 0 });
    expect(stage.seen()).toContain('hook run pre-push origin');
    expect(await stage.hook(['status'])).toMatchObject({ status: 0 });
    stage.verdict(1);
    expect(stage.push().status).not.toBe(0);
    await stage.hook(['uninstall']);
    expect(existsSync(join(stage.repo.dir, '.husky/pre-push'))).toBe(false);
    expect(stage.push()).toMatchObject({ status: 0 });
  });

  it('keeps the lines of a team, which read what git says as before', async () => {
    const stage = withHusky();
    stage.script('.husky/pre-push', mine, 0o644);
    const before = picture(join(stage.repo.dir, '.husky'));
    await stage.hook(['install']);
    expect(stage.push()).toMatchObject({ status: 0 });
    expect(stage.seen()).not.toBe('');
    expect(stage.read('got')).toMatch(/^origin HEAD [0-9a-f]{40} refs\/heads\/main [0-9a-f]{40}\n$/);
    await stage.hook(['uninstall']);
    expect(picture(join(stage.repo.dir, '.husky'))).toStrictEqual(before);
  });

  it('blocks in a clone of a colleague until it is installed there too', async () => {
    const stage = withHusky();
    await stage.hook(['install']);
    stage.repo.remove('.git/keysift');
    expect(stage.push().stderr).toContain('npx keysift hook install');
    await stage.hook(['install']);
    expect(stage.push()).toMatchObject({ status: 0 });
  });
});
