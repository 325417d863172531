/** Commands and pages that several kinds of advice share. Text only; an id in it is masked already. */
/** Commands of the AWS CLI, with the masked id where the id has to stand. */
export const deactivate = (id: string) =>
  `aws iam update-access-key --access-key-id ${id} --status Inactive --user-name USER`;
export const trail = (id: string) =>
  `aws cloudtrail lookup-events --region REGION --lookup-attributes AttributeKey=AccessKeyId,AttributeValue=${id}`;
export const lastUsed = (id: string) => `aws iam get-access-key-last-used --access-key-id ${id}`;

/** Alternatives to long-term keys. */
export const ALTERNATIVES = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/security-creds-programmatic-access.html';

/** What stands in a key's place where it was found, or in general if that is not known. */
export function replaceBy(replace: readonly string[], otherwise: string): readonly string[] {
  return replace.length > 0 ? replace : [otherwise];
}
