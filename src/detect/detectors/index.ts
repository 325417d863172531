/** The registry: a new detector is one file, one line here, one fixture. */
import type { Detector } from '../detector.ts';
import { bedrockApiKey } from './bedrock-api-key.ts';
import { bedrockShortTermKey } from './bedrock-short-term-key.ts';
import { codeartifactToken } from './codeartifact-token.ts';
import { ecrToken } from './ecr-token.ts';
import { eksToken } from './eks-token.ts';
import { presignedUrl } from './presigned-url.ts';
import { rdsToken } from './rds-token.ts';
import { servicePassword } from './service-password.ts';
import { sesSmtpPassword } from './ses-smtp-password.ts';
import { ssoToken } from './sso-token.ts';

export const detectors: readonly Detector[] = [
  bedrockApiKey,
  bedrockShortTermKey,
  codeartifactToken,
  ecrToken,
  eksToken,
  presignedUrl,
  rdsToken,
  servicePassword,
  sesSmtpPassword,
  ssoToken,
];
