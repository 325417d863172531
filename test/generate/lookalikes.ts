/**
 * What looks like a part of an AWS credential and is none, thousands of each kind from a seed: digests, lock files,
 * certificates, images, names, tokens of other makers, resource ids. The kinds follow what was met in public repositories.
 */
import { accountId, BASE64, type Rng } from './aws.ts';
import { bytes, integer, oneOf, text } from './random.ts';

const HEX = '0123456789abcdef';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';
const ALNUM = UPPER + LOWER + DIGITS;
const URLSAFE = `${ALNUM}-_`;
const WORDS =
  'access account action allocated api application attribute availability bucket client cluster code config context control count data default delete deploy describe disk edge enable encryption endpoint event export filter function gateway group handler identity image instance key lambda list log manager message metric network object option output policy provider queue record region request resource response role route rule schedule secret security server service session setting state storage stream subnet table target template token update user value version volume zone'.split(
    ' ',
  );

/** `length` random bytes in base64. */
export function base64(rng: Rng, length: number): string {
  return bytes(rng, length).toString('base64');
}

function hex(rng: Rng, length: number): string {
  return text(rng, HEX, length);
}

function wrap(value: string, width: number): string[] {
  return value.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A name of `length` characters made of words, at most `most` of them an acronym or with a digit. */
export function identifier(rng: Rng, length: number, most = 2): string {
  for (;;) {
    let name = rng() < 0.5 ? '' : oneOf(rng, WORDS);
    let left = most;
    while (name.length < length) {
      const short = rng() < 0.12 && left-- > 0;
      name += short ? oneOf(rng, ['S3', 'Ec2', 'IAM', 'V2', 'Sha256', 'SNS', 'Http']) : capital(oneOf(rng, WORDS));
    }
    if (name.length === length) return name;
  }
}

/** A path of `length` characters. */
export function path(rng: Rng, length: number): string {
  for (;;) {
    let made = oneOf(rng, ['com', 'src', 'lib', 'docs', 'vpc']);
    while (made.length < length) made += `/${rng() < 0.3 ? capital(oneOf(rng, WORDS)) : oneOf(rng, WORDS)}`;
    if (made.length === length) return made;
  }
}

/** A block of base64 in lines, as a program, a settings file or an escape holds it. */
function block(rng: Rng, label: string, width: number): string {
  const lines = [
    `-----BEGIN ${label}-----`,
    ...wrap(base64(rng, integer(rng, 24, 1300)), width),
    `-----END ${label}-----`,
  ];
  return oneOf(rng, [
    () => lines.join('\n'),
    () => lines.join('\r\n'),
    () => JSON.stringify({ key: `${lines.join('\n')}\n` }),
    () => lines.map(one => `    "${one}\\n"`).join(' +\n'),
    () => lines.map(one => `  '${one}',`).join('\n'),
    () => `key: |\n${lines.map(one => `    ${one}`).join('\n')}`,
    () => lines.map(one => `// ${one}`).join('\n'),
    () => lines.map(one => ` * ${one}`).join('\n'),
    () => lines.map(one => `\t"${one}\\n\\\n`).join(''),
  ])();
}

/** A segment of a source map's mappings. */
function vlq(rng: Rng): string {
  return text(rng, 'ACEGIKMOQSUWYacegikmoqsuwy', 1) + text(rng, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef', integer(rng, 3, 7));
}

function jwt(rng: Rng): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: text(rng, DIGITS, 10), name: oneOf(rng, WORDS), iat: integer(rng, 1e9, 2e9) })}.${bytes(rng, 32).toString('base64url')}`;
}

function uuid(rng: Rng): string {
  return [8, 4, 4, 4, 12].map(length => hex(rng, length)).join('-');
}

function resourceId(rng: Rng, length: number): string {
  const prefix = oneOf(rng, ['AROA', 'AIDA', 'AGPA', 'AIPA', 'ANPA', 'ANVA', 'APKA', 'ASCA', 'ABIA', 'ACCA']);
  return prefix + text(rng, `${UPPER}234567`, length - 4);
}

export const LOOKALIKES: Readonly<Record<string, (rng: Rng) => string>> = {
  'git object ids': rng =>
    oneOf(rng, [
      () => `${hex(rng, 40)} refs/heads/${oneOf(rng, WORDS)}`,
      () => `commit ${hex(rng, 40)}\ntree ${hex(rng, 40)}\nparent ${hex(rng, 40)}`,
      () => `"rev": "${hex(rng, 40)}", "secret": "${hex(rng, 40)}"`,
      () => `uses: actions/checkout@${hex(rng, 40)} # aws`,
      () => `AWS_SDK_COMMIT=${hex(rng, 40)}`,
      () => `git+https://github.com/aws/aws-cli.git#${hex(rng, 40)}`,
    ])(),
  'digests in hex': rng =>
    oneOf(rng, [
      () => `sha256:${hex(rng, 64)}`,
      () => `sha1 = "${hex(rng, 40).toUpperCase()}"`,
      () => `MD5 (${oneOf(rng, WORDS)}.zip) = ${hex(rng, 32)}`,
      () => `"secret_hash": "${hex(rng, 64)}"`,
      () => `FROM amazonlinux@sha256:${hex(rng, 64)}`,
      () => `--hash=sha256:${hex(rng, 64)} \\\n    --hash=sha256:${hex(rng, 64)}`,
      () => `ETag: "${hex(rng, 32)}-12"`,
    ])(),
  'package locks': rng =>
    oneOf(rng, [
      () =>
        `"resolved": "https://registry.example.org/aws-sdk/-/aws-sdk-2.0.0.tgz",\n"integrity": "sha512-${base64(rng, 64)}"`,
      () => `  resolved "https://registry.example.org/a.tgz#${hex(rng, 40)}"\n  integrity sha1-${base64(rng, 20)}`,
      () => `    resolution: {integrity: sha512-${base64(rng, 64)}}`,
      () => `  checksum: 10c0/${hex(rng, 128)}`,
      () =>
        `github.com/aws/aws-sdk-go v1.44.0 h1:${base64(rng, 32)}\ngithub.com/aws/aws-sdk-go v1.44.0/go.mod h1:${base64(rng, 32)}`,
      () => `  hashes = [\n    "h1:${base64(rng, 32)}",\n    "zh:${hex(rng, 64)}",\n  ]`,
      () => `<script integrity="sha384-${base64(rng, 48)}" src="https://cdn.example.org/a.js"></script>`,
      () => `"narHash": "sha256-${base64(rng, 32)}",\n"rev": "${hex(rng, 40)}"`,
    ])(),
  certificates: rng => block(rng, 'CERTIFICATE', oneOf(rng, [64, 64, 76])),
  'private keys': rng =>
    block(rng, oneOf(rng, ['RSA PRIVATE KEY', 'PRIVATE KEY', 'OPENSSH PRIVATE KEY']), oneOf(rng, [64, 70])),
  'ssh keys': rng =>
    oneOf(rng, [
      () => `ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ${base64(rng, 255)} ${oneOf(rng, WORDS)}`,
      () => `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${text(rng, BASE64, 43)} aws`,
      () => `|1|${base64(rng, 20)}|${base64(rng, 20)} ssh-rsa AAAAB3NzaC1yc2E${base64(rng, 258)}`,
    ])(),
  'images, fonts and modules': rng => {
    const data = base64(rng, integer(rng, 300, 3000));
    return oneOf(rng, [
      () => `background: url(data:image/png;base64,iVBORw0KGgo${data})`,
      () => `src: url("data:font/woff2;base64,d09GMgAB${data}") format("woff2")`,
      () => `const wasm = "AGFzbQEAAAAB${data}";`,
      () => `<img src="data:image/jpeg;base64,/9j/4AAQ${data}">`,
      () => `"image/png": "iVBORw0KGgo${wrap(data, 76).join('\\n')}\\n",`,
      () => wrap(data, 76).join('\n'),
      () =>
        wrap(data, 60)
          .map(one => `  "${one}"`)
          .join('\n'),
    ])();
  },
  'base64 around ids': rng =>
    `${base64(rng, 90)}${oneOf(rng, ['AKIA', 'ASIA'])}${text(rng, UPPER, 16)}${base64(rng, 60)}`,
  'path data': rng =>
    `p.graphics.f("#FFF").p("A${text(rng, 'ABCDEAKI', 40)}AAKIAABAAAKIAACAA${text(rng, 'ABCgh', 30)}")`,
  identifiers: rng => {
    const name = identifier(rng, 40);
    return oneOf(rng, [
      () => `func (c *S3) ${name}(input *${identifier(rng, 40)}) {`,
      () => `// aws: the client secret.\n\t${name} *bool`,
      () => `"${name}": { "Ref": "${identifier(rng, 44)}" }`,
      () => `// the AWS secret access key\n${identifier(rng, 40, 0)} string`,
      () => `${name} = ${identifier(rng, 40)}`,
    ])();
  },
  'logical ids': rng => `"${identifier(rng, 32)}${text(rng, '0123456789ABCDEF', 8)}": { "Type": "AWS::IAM::Role" }`,
  paths: rng => {
    const made = path(rng, 40);
    return oneOf(rng, [() => `https://docs.example.org/${made}`, () => `import '${made}';`, () => `  - "${made}"`])();
  },
  uuids: rng => `aws_secret_id = "${uuid(rng)}"\nsecret: ${uuid(rng).replaceAll('-', '')}`,
  'json web tokens': rng =>
    oneOf(rng, [
      () => `Authorization: Bearer ${jwt(rng)}`,
      () => `"SessionToken": "${jwt(rng)}"`,
      () => `AWS_SESSION_TOKEN=${jwt(rng)}`,
    ])(),
  'tokens of other makers': rng =>
    oneOf(rng, [
      () => `GITHUB_TOKEN=ghp_${text(rng, ALNUM, 36)}`,
      () => `token: ghs_${text(rng, ALNUM, 36)}`,
      () => `GITHUB_TOKEN: ${hex(rng, 40)}`,
      () => `STRIPE_SECRET_KEY=sk_${'live'}_${text(rng, ALNUM, 40)}`,
      () => `SLACK_TOKEN=xox${'b'}-${text(rng, DIGITS, 12)}-${text(rng, DIGITS, 12)}-${text(rng, ALNUM, 24)}`,
      () => `NPM_TOKEN=npm_${text(rng, ALNUM, 36)}`,
      () => `GOOGLE_API_KEY=AIza${text(rng, URLSAFE, 35)}`,
      () => `TWITTER_ACCESS_TOKEN_SECRET=${text(rng, ALNUM, 45)}`,
      () => `TWILIO_AUTH_TOKEN=${hex(rng, 32)}`,
      () => `SENDGRID=SG.${text(rng, URLSAFE, 22)}.${text(rng, URLSAFE, 43)}`,
      () => `access_token=${text(rng, ALNUM, 40)}`,
      () => `"api_token": "${text(rng, ALNUM, 40)}"`,
      () => `recaptcha_secret = "6L${text(rng, URLSAFE, 38)}"`,
    ])(),
  'secrets of web frameworks': rng =>
    oneOf(rng, [
      () => `SECRET_KEY = 'django-insecure-${text(rng, `${LOWER}${DIGITS}!@#$%^&*(-_=+)`, 50)}'`,
      () => `  secret_key_base: ${hex(rng, 128)}`,
      () => `SECRET_KEY_BASE=${text(rng, ALNUM, 40)}`,
      () => `client_secret=${text(rng, ALNUM, 40)}`,
      () => `"clientSecret": "${base64(rng, 30)}"`,
      () => `APP_KEY=base64:${base64(rng, 32)}`,
      () => `OAUTH_CONSUMER_SECRET = "${text(rng, ALNUM, 40)}"`,
      () => `csrf_token: "${text(rng, ALNUM, 40)}"`,
    ])(),
  'base64 of 32 bytes': rng => {
    const value = base64(rng, 32);
    return oneOf(rng, [
      () => `x-amz-checksum-sha256: ${value}`,
      () => `FERNET_KEY=${value}`,
      () => `"CodeSha256": "${value}"`,
      () => `encryption_key: ${value} # aws`,
      () => `smtp_tls_hash = ${value}`,
      () => `"secret": "${value}"`,
      () => `x-amz-server-side-encryption-customer-key: ${value}`,
    ])();
  },
  'source maps': rng =>
    `{"version":3,"sources":["aws.js"],"mappings":"${Array.from({ length: 400 }, () => vlq(rng) + oneOf(rng, [',', ',', ',', ';', '']))}"}`.replaceAll(
      /,(?=,)/g,
      '',
    ),
  'minified code': rng =>
    Array.from(
      { length: 80 },
      () =>
        `${text(rng, LOWER, 1)}.${identifier(rng, integer(rng, 12, 44))}=function(${text(rng, LOWER, 1)}){return ${text(rng, LOWER, 2)}("${text(rng, ALNUM, 5)}",${text(rng, DIGITS, 4)})},`,
    ).join(''),
  'resource ids': rng =>
    oneOf(rng, [
      () =>
        `"principalId": "${resourceId(rng, 21)}:${oneOf(rng, WORDS)}", "arn": "arn:aws:sts::${accountId(rng)}:assumed-role/${identifier(rng, 40)}/i-${hex(rng, 17)}"`,
      () => `"UserId": "${resourceId(rng, 21)}"`,
      () => `"RoleId": "${resourceId(rng, 20)}",\n"Path": "/"`,
      () => `arn:aws:secretsmanager:us-east-1:${accountId(rng)}:secret:${oneOf(rng, WORDS)}-${text(rng, ALNUM, 6)}`,
      () => `"KeyId": "arn:aws:kms:eu-west-1:${accountId(rng)}:key/${uuid(rng)}"`,
      () => `vpc-${hex(rng, 17)} subnet-${hex(rng, 17)} ami-${hex(rng, 17)}`,
    ])(),
  'audit records': rng =>
    JSON.stringify({
      eventVersion: '1.08',
      userIdentity: {
        type: 'AssumedRole',
        principalId: `${resourceId(rng, 21)}:${oneOf(rng, WORDS)}`,
        accountId: accountId(rng),
      },
      eventTime: '2024-03-02T09:15:23Z',
      eventSource: 'sts.amazonaws.com',
      requestID: uuid(rng),
      responseElements: { 'x-amz-id-2': base64(rng, 56), 'x-amz-request-id': text(rng, `${UPPER}${DIGITS}`, 16) },
    }),
  'words in capitals': rng =>
    `${text(rng, UPPER, 9)}${oneOf(rng, ['AKIA', 'ASIA'])}${text(rng, UPPER, 17)} asiakirjamallikansio ${text(rng, 'ACGT', 60)}`,
  'text in base64': rng => {
    const plain = `20${text(rng, DIGITS, 2)}-09-17T01:43:38.${text(rng, DIGITS, 9)}Z`;
    return oneOf(rng, [
      () => `"timestamp": "${Buffer.from(plain).toString('base64')}"`,
      () => `aws_secret: ${Buffer.from(plain).toString('base64')}`,
      () => `data:\n  password: ${Buffer.from(identifier(rng, 30)).toString('base64')}`,
    ])();
  },
};
