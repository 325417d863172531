/** Accounts that own no key worth stealing: planted, of emulators, of documentation. As of 2026-11-22; add, never guess. */
/**
 * Keys planted so that their use raises an alarm. Absence proves nothing: other makers use their customers' own accounts.
 * Sources: trufflesecurity/trufflehog `pkg/detectors/aws/access_keys/canary.go` (2026-08): Thinkst's canarytokens.org, then
 * look-alikes of it; the last three are skipped by the AWS validator of mongodb/kingfisher.
 */
export declare const CANARY_ACCOUNTS: ReadonlySet<string>;
/** Default accounts: LocalStack's (`localstack/aws/accounts.py`) and moto's (`moto/core/models.py`). */
export declare const EMULATOR_ACCOUNTS: ReadonlySet<string>;
/** Accounts of examples in the AWS documentation (IAM user guide, CLI reference). */
export declare const DOCUMENTATION_ACCOUNTS: ReadonlySet<string>;
