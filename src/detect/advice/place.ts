/**
 * What kind of file a credential stands in, by path and by what stands near it: where an SDK would take it from, and which
 * safer source there is in that place. Content is never read here.
 */
import type { Form } from '../../model.ts';

export type Place =
  | 'lambda'
  | 'ecs'
  | 'kubernetes'
  | 'dockerfile'
  | 'compose'
  | 'ec2'
  | 'github-actions'
  | 'gitlab-ci'
  | 'ci'
  | 'terraform'
  | 'terraform-state'
  | 'workstation'
  | 'client'
  | 'code'
  | 'shell'
  | 'env-file'
  | 'notes'
  | 'settings';

const FORMS: Readonly<Partial<Record<Form, Place>>> = {
  'terraform-state': 'terraform-state',
  'sso-cache': 'workstation',
  'login-cache': 'workstation',
  'root-key-export': 'workstation',
  'console-export': 'workstation',
};

/** First match wins: what a path says for sure, before what its extension suggests. */
const CERTAIN: readonly (readonly [Place, RegExp])[] = [
  ['github-actions', /(?:^|\/)\.github\/(?:workflows|actions)\/.+\.ya?ml$|(?:^|\/)action\.ya?ml$/i],
  ['gitlab-ci', /(?:^|\/)\.gitlab-ci(?:[^/]*)\.ya?ml$|(?:^|\/)\.gitlab\/.+\.ya?ml$/i],
  [
    'ci',
    /(?:^|\/)(?:\.circleci\/|\.travis\.ya?ml$|bitbucket-pipelines\.ya?ml$|azure-pipelines[^/]*\.ya?ml$|Jenkinsfile|buildspec[^/]*\.ya?ml$|\.?appveyor\.ya?ml$|\.drone\.ya?ml$|\.buildkite\/)/i,
  ],
  ['terraform-state', /\.tfstate(?:\.backup|\.\d+)?$/i],
  ['terraform', /\.(?:tf|tfvars|hcl)$|\.(?:tf|tfvars)\.json$|(?:^|\/)\.terraformrc$/i],
  ['dockerfile', /(?:^|\/)(?:Dockerfile|Containerfile)[^/]*$|\.dockerfile$/i],
  ['compose', /(?:^|\/)(?:docker-)?(?:compose|stack)[^/]*\.ya?ml$/i],
  [
    'lambda',
    /(?:^|\/)(?:serverless[^/]*\.(?:ya?ml|json|ts|js)|samconfig\.toml|sam[^/]*\.ya?ml|cdk(?:\.context)?\.json|zappa_settings\.json|\.chalice\/.+|lambda[^/]*\.(?:ya?ml|json)|[^/]*-stack\.(?:ts|js|py))$/i,
  ],
  ['ecs', /(?:^|\/)[^/]*(?:task[-_]?def(?:inition)?|ecs)[^/]*\.(?:json|ya?ml)$/i],
  ['ec2', /(?:^|\/)(?:[^/]*user[-_]?data[^/]*|cloud-(?:init|config)[^/]*|\.ebextensions\/.+|\.elasticbeanstalk\/.+)$/i],
  [
    'kubernetes',
    /(?:^|\/)(?:k8s|kubernetes|kube|helm|charts?|kustomize|manifests|argocd|flux)\/.*\.(?:ya?ml|json|tpl)$|(?:^|\/)(?:values[^/]*|(?:[^/]*-)?(?:deployment|statefulset|daemonset|cronjob|configmap|secrets?|pod))\.ya?ml$/i,
  ],
  [
    'workstation',
    /(?:^|\/)\.aws\/|(?:^|\/)(?:credentials|aws[-_]credentials|\.boto|boto\.cfg|\.s3cfg|\.?passwd-s3fs|rclone\.conf|\.netrc|\.(?:bash|zsh|python|node_repl|psql)_history|\.?(?:bash|zsh)rc|\.(?:bash_|z)?profile)$|(?:accesskeys|credentials|rootkey)[^/]*\.csv$/i,
  ],
  ['env-file', /(?:^|\/)[^/]*\.env(?:\.[^/]*)?$|(?:^|\/)\.?envrc$|(?:^|\/)env$/i],
];

/** Names near by that settle what a file with an ordinary name is. */
const BY_NAME: Readonly<Record<string, Place>> = {
  taskRoleArn: 'ecs',
  'eks.amazonaws.com/role-arn': 'kubernetes',
  PodIdentityAssociation: 'kubernetes',
  'AWS::Serverless::Function': 'lambda',
  'AWS::Lambda::Function': 'lambda',
  iamRoleStatements: 'lambda',
  'role-to-assume': 'github-actions',
  id_tokens: 'gitlab-ci',
  assume_role: 'terraform',
  IamInstanceProfile: 'ec2',
};

const LIKELY: readonly (readonly [Place, RegExp])[] = [
  [
    'client',
    /\.(?:html?|vue|svelte|jsx|tsx|dart|swift|plist|storyboard)$|(?:^|\/)(?:android|ios)\/|AndroidManifest\.xml$/i,
  ],
  [
    'code',
    /\.(?:[cm]?[jt]s|py|java|kts?|go|rb|php|cs|fs|vb|rs|scala|clj|cljs|groovy|c|cc|cpp|h|hpp|r|jl|m|mm|pl|pm|lua|exs?|erl|hs|ml|nim|zig|sql|ipynb|pyc|class|jar)$/i,
  ],
  ['shell', /\.(?:sh|bash|zsh|fish|ps1|psm1|bat|cmd)$|(?:^|\/)Makefile$|\.mk$/i],
  ['notes', /\.(?:md|markdown|rst|adoc|txt|log|out|docx?|odt|pdf|eml)$|(?:^|\/)(?:README|NOTES|TODO)[^/]*$/i],
];

/** The kind of place that `path` is; `settings` if nothing tells. */
export function placeOf(path: string, form: Form | undefined, shadowed: readonly string[]): Place {
  const byForm = form && FORMS[form];
  if (byForm) return byForm;
  const certain = CERTAIN.find(([, pattern]) => pattern.test(path));
  if (certain) return certain[0];
  const likely = LIKELY.find(([, pattern]) => pattern.test(path))?.[0];
  // Program text may name anything (CDK, boto3); a template or manifest names what it is.
  if (likely === undefined) for (const name of shadowed) if (BY_NAME[name]) return BY_NAME[name];
  return likely ?? 'settings';
}
