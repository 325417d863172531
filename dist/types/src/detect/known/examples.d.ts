/**
 * Documented example values that no rule covers. Those that contain `EXAMPLE` are covered and not listed. Ids stand here
 * without their prefix and secrets in two halves, so that this file holds nothing of the shape of a key. As of 2026-11-22.
 */
/**
 * Bodies of ids in pre-signed URLs of the AWS CLI's examples (devicefarm, ecr and ssm; github.com/aws/aws-cli), and of the
 * key in HashiCorp Vault's documentation of its AWS secrets engine.
 */
export declare const EXAMPLE_ID_BODIES: ReadonlySet<string>;
/**
 * How documented secrets begin, also where they are cut or altered: the two canonical ones of the IAM user guide (the first
 * also with a `1` for its `l`), that of assume-role-with-saml, that of the AWS Well-Architected labs, two of the S3 developer
 * guide of 2006 (REST authentication), which the tests of AWS's SDKs still use, that of MinIO's public play server, that of
 * a MinIO server in rclone's manual, and that of the key in HashiCorp Vault's documentation.
 */
export declare const EXAMPLE_SECRET_HEADS: readonly string[];
/** `ServicePassword` in the AWS CLI's examples of create- and reset-service-specific-credential, in halves. */
export declare const EXAMPLE_PASSWORD_HALVES: readonly (readonly [string, string])[];
/** Tokens of the AWS CLI's and the IAM user guide's examples that hold no `EXAMPLE`. */
export declare const EXAMPLE_TOKEN_HEADS: readonly string[];
/** moto gives every session this head and a random tail (`moto/core/utils.py`), which does not decode. */
export declare const MOTO_TOKEN_HEAD = "FQoGZXIvYXdzEBYaD";
