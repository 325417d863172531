/**
 * Recognises the document that an id, a secret or a token stands in, where that changes its severity or its story. It looks
 * no further than a window to both sides; a header further up is for pairing, a file name for attribution.
 */
import type { Form } from '../../model.ts';
import { WINDOW } from '../find/window.ts';

/** A double quote, perhaps escaped, as a source. */
const Q = '\\\\{0,3}["\']';

const CREDENTIAL_BEFORE = /Credential(?:=|%3D|%253D|\\?["']\s{0,4}:\s{0,4}\\?["'])$/i;
const SCOPE_AFTER = /^(?:\/|\\\/|%2F|%252F)\d{8}/i;
const V2_QUERY_BEFORE = /AWSAccessKeyId(?:=|%3D|%253D)$/;
const V2_QUERY_NEAR = /[?&;]Signature(?:=|%3D)|(?:&|%26|\\u0026|&amp;)(?:Operation|Expires|SignatureVersion)=/;
const V2_HEADER_BEFORE = /\bAWS $/;
const V2_HEADER_AFTER = /^:[A-Za-z0-9+/]{27}=/;

const LOGGED_ID_BEFORE = new RegExp(`accessKeyId${Q}\\s{0,8}:\\s{0,8}${Q}$`, 'i');
/** Fields of a CloudTrail record: docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
const LOG_NEAR = /principalId|userIdentity|sessionContext|eventVersion|eventSource|sourceIPAddress|invokedBy/;

const STATE_KEY_BEFORE = new RegExp(`${Q}(?:id|secret|ses_smtp_password(?:_v4)?)${Q}\\s{0,8}:\\s{0,8}${Q}$`);
/** Attributes that nothing but Terraform's `aws_iam_access_key` has: registry.terraform.io/providers/hashicorp/aws, iam_access_key. */
const STATE_NEAR = /ses_smtp_password|encrypted_secret|aws_iam_access_key/;

/** The console's CSV, in its spellings since 2012; the columns before and behind these two differ. */
const EXPORT_HEADER = /access key id["']?\s?[,;\t]\s?["']?secret access key/i;

const ROOT_ID_BEFORE = /(?:^|[\r\n\uFEFF\xBF"'])AWSAccessKeyId\s?=\s?$/;
const ROOT_SECRET_BEFORE = /(?:^|[\r\n"']|\\n)AWSSecretKey\s?=\s?$/;

const LOGIN_NEAR = new RegExp(`${Q}dpopKey${Q}|${Q}accessToken${Q}\\s{0,8}:\\s{0,8}\\{`);

/**
 * The form of the document around a value, or undefined if it is none of the known.
 * @param before the text up to the value, plain or decoded, @param after the text behind it: at most a window of each counts
 */
export function formOf(before: string, after: string): Form | undefined {
  const [left, right] = [before.slice(-WINDOW), after.slice(0, WINDOW)];
  if (isSigned(left, right)) return 'signed-request';
  const near = `${left}\n${right}`;
  if (LOGGED_ID_BEFORE.test(left) && LOG_NEAR.test(near) && !/secretAccessKey/i.test(near)) return 'audit-log';
  if (STATE_KEY_BEFORE.test(left) && STATE_NEAR.test(near)) return 'terraform-state';
  if (ROOT_ID_BEFORE.test(left) && /AWSSecretKey\s?=/.test(right)) return 'root-key-export';
  if (ROOT_SECRET_BEFORE.test(left) && /AWSAccessKeyId\s?=/.test(near)) return 'root-key-export';
  if (EXPORT_HEADER.test(left)) return 'console-export';
  return LOGIN_NEAR.test(near) ? 'login-cache' : undefined;
}

function isSigned(before: string, after: string): boolean {
  if (CREDENTIAL_BEFORE.test(before) && SCOPE_AFTER.test(after)) return true;
  if (V2_QUERY_BEFORE.test(before) && V2_QUERY_NEAR.test(before.slice(-120) + after)) return true;
  return V2_HEADER_BEFORE.test(before) && V2_HEADER_AFTER.test(after);
}
