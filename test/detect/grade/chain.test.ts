import { describe, expect, test } from 'vitest';
import { type Place, placeOf } from '../../../src/detect/advice/place.ts';
import { REPLACEMENTS } from '../../../src/detect/advice/replacement.ts';
import { chainOf, replaceSteps } from '../../../src/detect/grade/chain.ts';
import { shadowedSources, shadowSentences } from '../../../src/detect/grade/shadow.ts';
import { accessKeyId, rng, secretAccessKey } from '../../generate/aws.ts';
import { credential, seen } from '../../generate/occurrence.ts';

const random = rng(41);
const parts = {
  accessKeyId: accessKeyId({ rng: random, prefix: 'AKIA' }),
  secretAccessKey: secretAccessKey(random),
};
const steps = (path: string, shadowed: readonly string[] = []) =>
  replaceSteps(chainOf('aws-access-key', undefined, [seen(credential(parts, { shadowed }), { path })])).join('\n');

describe('the place is told by its path', () => {
  test.for<readonly [Place, string]>([
    ['github-actions', '.github/workflows/deploy.yml'],
    ['github-actions', '.github/actions/setup/action.yaml'],
    ['gitlab-ci', '.gitlab-ci.yml'],
    ['ci', '.circleci/config.yml'],
    ['ci', 'ci/Jenkinsfile'],
    ['ci', 'buildspec.prod.yml'],
    ['terraform', 'infra/main.tf'],
    ['terraform', 'infra/prod.auto.tfvars'],
    ['terraform', 'infra/prod.tfvars.json'],
    ['terraform-state', 'terraform.tfstate.backup'],
    ['dockerfile', 'Dockerfile'],
    ['dockerfile', 'docker/Dockerfile.prod'],
    ['dockerfile', 'api.dockerfile'],
    ['compose', 'docker-compose.override.yml'],
    ['compose', 'compose.yaml'],
    ['lambda', 'serverless.yml'],
    ['lambda', 'samconfig.toml'],
    ['lambda', 'lib/api-stack.ts'],
    ['lambda', 'zappa_settings.json'],
    ['ecs', 'deploy/task-definition.json'],
    ['ecs', 'ecs/taskdef.prod.json'],
    ['kubernetes', 'k8s/api.yaml'],
    ['kubernetes', 'chart/values.prod.yaml'],
    ['kubernetes', 'api-deployment.yaml'],
    ['ec2', 'scripts/user-data.sh'],
    ['ec2', '.ebextensions/01-env.config'],
    ['workstation', 'home/me/.aws/credentials'],
    ['workstation', '.bash_history'],
    ['workstation', 'me_accessKeys.csv'],
    ['env-file', '.env'],
    ['env-file', 'config/.env.production'],
    ['env-file', 'docker.env'],
    ['client', 'src/App.jsx'],
    ['client', 'android/app/src/Main.kt'],
    ['code', 'src/upload.py'],
    ['code', 'notebooks/model.ipynb'],
    ['shell', 'bin/deploy.sh'],
    ['notes', 'README.md'],
    ['settings', 'config/production.json'],
    ['settings', 'template.yaml'],
  ])('%s: %s', ([place, path]) => {
    expect(placeOf(path, undefined, [])).toBe(place);
  });

  test('or by what stands in it, if the path does not tell', () => {
    expect(placeOf('template.yaml', undefined, ['AWS::Serverless::Function'])).toBe('lambda');
    expect(placeOf('app.json', undefined, ['taskRoleArn'])).toBe('ecs');
    expect(placeOf('app.yaml', undefined, ['eks.amazonaws.com/role-arn'])).toBe('kubernetes');
    expect(placeOf('infra.py', undefined, ['taskRoleArn'])).toBe('code');
  });
});

test('every place has a page of documentation, and a name', () => {
  for (const { link, use, name } of Object.values(REPLACEMENTS)) {
    expect(link).toMatch(/^https:\/\/\S+$/);
    expect(use).toMatch(/^[A-Z].*\.$/);
    expect(name).toMatch(/\S/);
  }
});

describe('names of safer sources', () => {
  test.for<readonly [string, string]>([
    ['taskRoleArn', '"taskRoleArn": "arn:aws:iam::1:role/x"'],
    ['taskRoleArn', '  TaskRoleArn: !Ref Role'],
    ['taskRoleArn', 'task_role_arn = aws_iam_role.x.arn'],
    ['eks.amazonaws.com/role-arn', '    eks.amazonaws.com/role-arn: arn:aws:iam::1:role/x'],
    ['eks.amazonaws.com/role-arn', '--set serviceAccount.annotations."eks\\.amazonaws\\.com/role-arn"=x'],
    ['role-to-assume', '          role-to-assume: arn:aws:iam::1:role/x'],
    ['IamInstanceProfile', 'iam_instance_profile = "x"'],
    ['assume_role', '  assume_role {\n    role_arn = "x"'],
    ['assume_role', 'assume_role_with_web_identity = {'],
    ['AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_WEB_IDENTITY_TOKEN_FILE=/var/run/x'],
    ['PodIdentityAssociation', 'resource "aws_eks_pod_identity_association" "x" {'],
    ['AWS::Lambda::Function', 'resource "aws_lambda_function" "x" {'],
    ['id_tokens', '  id_tokens:\n    AWS:'],
    ['sso_session', 'sso_session = work'],
    ['AWS_PROFILE', 'export AWS_PROFILE=work'],
  ])('finds %s in %j', ([name, text]) => {
    expect(shadowedSources(text)).toEqual([name]);
  });

  test.for([
    'assume_role_policy = data.x',
    'client.assume_role(RoleArn=arn)',
    'aws_lambda_function_url',
    'executionRoleArn',
    'MY_AWS_PROFILE_NAME',
  ])('finds none in %j', text => {
    expect(shadowedSources(text)).toEqual([]);
  });

  test('gives each once, in an order of its own', () => {
    const text = 'AWS_PROFILE role-to-assume AWS_PROFILE taskRoleArn TaskRoleArn';
    expect(shadowedSources(text)).toEqual(['taskRoleArn', 'role-to-assume', 'AWS_PROFILE']);
  });

  test('takes time linear in the text', () => {
    // The best of many short runs: what else the machine does meanwhile only makes a run longer.
    const time = (size: number) => {
      const text = 'assume_role        iam_instance eks.amazonaws '.repeat(size);
      let best = Number.POSITIVE_INFINITY;
      for (let times = 0; times < 12; times++) {
        const start = performance.now();
        shadowedSources(text);
        best = Math.min(best, performance.now() - start);
      }
      return best;
    };
    time(1_000);
    expect(time(8_000)).toBeLessThan(time(2_000) * 6 + 5);
  });
});

describe('advice from the place', () => {
  test('names the safer source with its page', () => {
    expect(steps('Dockerfile')).toContain('task-iam-roles.html');
    expect(steps('.github/workflows/x.yml')).toContain('configuring-openid-connect-in-amazon-web-services');
    expect(steps('main.tf')).toContain('registry.terraform.io');
  });

  test('says that variables in an ECS task keep the task role from being used', () => {
    expect(steps('taskdef.json', ['taskRoleArn'])).toMatch(
      /names taskRoleArn: every SDK looks at the environment before the task role.*never used/,
    );
  });

  test('tells the SDKs apart for a shared file beside IRSA', () => {
    const text = shadowSentences(['eks.amazonaws.com/role-arn'], 'file').join(' ');
    expect(text).toMatch(/Node SDK reads the shared credentials file before/);
    expect(text).toMatch(/Java, Go and botocore .* web identity first/);
  });

  test('a shared file shadows a container role in every SDK', () => {
    expect(shadowSentences(['taskRoleArn'], 'file').join(' ')).toMatch(/every SDK reads the shared credentials file/);
  });

  test('a log shadows nothing', () => {
    expect(shadowSentences(['taskRoleArn'], 'none')).toEqual([]);
  });

  test('names at most three kinds of place, those that still have it first', () => {
    const occurrences = ['a.tf', 'Dockerfile', '.env', 'b.py', 'README.md'].map((path, at) =>
      seen(credential(parts), at === 3 ? { path } : { where: 'history', state: 'history', path }),
    );
    const links = chainOf('aws-access-key', undefined, occurrences);
    expect(links).toHaveLength(3);
    expect(links[0]?.replacement).toBe(REPLACEMENTS.code);
  });

  test('a name in one file says nothing of another', () => {
    const links = chainOf('aws-access-key', undefined, [
      seen(credential(parts, { shadowed: ['taskRoleArn'] }), { path: 'taskdef.json' }),
      seen(credential(parts), { path: 'b.py' }),
    ]);
    expect(links.map(one => one.shadows.length)).toEqual([1, 0]);
  });

  test('a credential of one service stands in no provider chain', () => {
    expect(chainOf('aws-ses-smtp-password', undefined, [seen(credential(parts))])).toEqual([]);
  });
});
