/** The safer source of credentials in each kind of place, with the page that explains it. Text only. */
import type { Place } from './place.ts';

/** Where an SDK takes a credential from that stands in a place. */
export type Source = 'code' | 'environment' | 'file' | 'provider' | 'none';

export interface Replacement {
  /** To follow "in": `an ECS task definition`. */
  readonly name: string;
  readonly source: Source;
  /** What to do instead, a sentence without its link. */
  readonly use: string;
  readonly link: string;
}

const AWS = 'https://docs.aws.amazon.com';

export const REPLACEMENTS: Readonly<Record<Place, Replacement>> = {
  lambda: {
    name: 'a Lambda, SAM, CDK or Serverless definition',
    source: 'environment',
    use: "Give the function's execution role the permissions and take the key out: Lambda hands the role to the SDK by itself.",
    link: `${AWS}/lambda/latest/dg/lambda-intro-execution-role.html`,
  },
  ecs: {
    name: 'an ECS task definition',
    source: 'environment',
    use: 'Give the task a role (taskRoleArn) and take the variables out: the SDK finds the role by itself.',
    link: `${AWS}/AmazonECS/latest/developerguide/task-iam-roles.html`,
  },
  kubernetes: {
    name: 'a Kubernetes manifest',
    source: 'environment',
    use: 'Give the pod a role by EKS Pod Identity, or by IAM roles for service accounts (IRSA), and take the key out.',
    link: `${AWS}/eks/latest/userguide/pod-identities.html`,
  },
  dockerfile: {
    name: 'a Dockerfile',
    source: 'environment',
    use: 'Take it out of the image, where every layer keeps it: at run time use the role of the task, pod or instance, at build time a build secret.',
    link: `${AWS}/AmazonECS/latest/developerguide/task-iam-roles.html`,
  },
  compose: {
    name: 'a Compose file',
    source: 'environment',
    use: 'On AWS use the role of the task or instance; on a workstation mount a profile that `aws sso login` fills.',
    link: `${AWS}/cli/latest/userguide/cli-configure-sso.html`,
  },
  ec2: {
    name: 'EC2 user data or instance set-up',
    source: 'environment',
    use: 'Attach an instance profile and require IMDSv2; user data can be read by everything on the instance.',
    link: `${AWS}/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html`,
  },
  'github-actions': {
    name: 'a GitHub Actions workflow',
    source: 'environment',
    use: 'Let the workflow sign in by OpenID Connect: `permissions: id-token: write` and role-to-assume, with the role bound to this repository by `sub`.',
    link: 'https://docs.github.com/en/actions/security-for-github-actions/security-hardening-your-deployments/configuring-openid-connect-in-amazon-web-services',
  },
  'gitlab-ci': {
    name: 'a GitLab CI file',
    source: 'environment',
    use: 'Let the job sign in by OpenID Connect: `id_tokens` and AssumeRoleWithWebIdentity.',
    link: 'https://docs.gitlab.com/ci/cloud_services/aws/',
  },
  ci: {
    name: 'a CI configuration',
    source: 'environment',
    use: 'Let the job sign in by OpenID Connect if the service offers it, else keep a narrow key in its secret store.',
    link: `${AWS}/IAM/latest/UserGuide/id_roles_providers_oidc.html`,
  },
  terraform: {
    name: 'Terraform code',
    source: 'provider',
    use: 'Write no key in HCL or tfvars: let the provider use the surrounding credentials, with assume_role or assume_role_with_web_identity.',
    link: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs#authentication-and-configuration',
  },
  'terraform-state': {
    name: 'a Terraform state',
    source: 'none',
    use: 'Keep the state out of the repository, in an encrypted remote backend, and encrypt keys that Terraform makes with pgp_key, or make none.',
    link: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_access_key',
  },
  workstation: {
    name: "a workstation's credentials file",
    source: 'file',
    use: 'Sign in with `aws sso login` (IAM Identity Center) or `aws login`: the CLI then renews short sessions by itself.',
    link: `${AWS}/cli/latest/userguide/cli-configure-sso.html`,
  },
  client: {
    name: 'code that is shipped to a browser or a phone',
    source: 'code',
    use: 'Ship no key to users: give them a Cognito identity, or let a server of yours sign the requests.',
    link: `${AWS}/cognito/latest/developerguide/cognito-identity.html`,
  },
  code: {
    name: 'program code',
    source: 'code',
    use: 'Make the client without credentials: the SDK then finds the role of the place where it runs, and a profile on a workstation.',
    link: `${AWS}/sdkref/latest/guide/standardized-credentials.html`,
  },
  shell: {
    name: 'a script',
    source: 'environment',
    use: 'Run the script with a role (`aws sso login`, an instance profile, a task role) and let it set no key.',
    link: `${AWS}/cli/latest/userguide/cli-configure-sso.html`,
  },
  'env-file': {
    name: 'an environment file',
    source: 'environment',
    use: 'Name a profile in it (AWS_PROFILE) that `aws sso login` fills, and use a role where it is deployed.',
    link: `${AWS}/cli/latest/userguide/cli-configure-sso.html`,
  },
  notes: {
    name: 'notes or a log',
    source: 'none',
    use: 'Write down where a credential is to be had, not the credential; for programs use a role.',
    link: `${AWS}/IAM/latest/UserGuide/security-creds-programmatic-access.html`,
  },
  settings: {
    name: 'a settings file',
    source: 'code',
    use: 'Use a role: the SDK finds it by itself if no key is set.',
    link: `${AWS}/IAM/latest/UserGuide/security-creds-programmatic-access.html`,
  },
};
