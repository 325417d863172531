/** Commands and pages that several kinds of advice share. Text only; an id in it is masked already. */
/** Commands of the AWS CLI, with the masked id where the id has to stand. */
export declare const deactivate: (id: string) => string;
export declare const trail: (id: string) => string;
export declare const lastUsed: (id: string) => string;
/** Alternatives to long-term keys. */
export declare const ALTERNATIVES = "https://docs.aws.amazon.com/IAM/latest/UserGuide/security-creds-programmatic-access.html";
/** What stands in a key's place where it was found, or in general if that is not known. */
export declare function replaceBy(replace: readonly string[], otherwise: string): readonly string[];
