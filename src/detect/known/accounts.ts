/** Accounts that own no key worth stealing: planted, of emulators, of documentation. As of 2026-11-22; add, never guess. */

/**
 * Keys planted so that their use raises an alarm. Absence proves nothing: other makers use their customers' own accounts.
 * Sources: trufflesecurity/trufflehog `pkg/detectors/aws/access_keys/canary.go` (2026-08): Thinkst's canarytokens.org, then
 * look-alikes of it; the last three are skipped by the AWS validator of mongodb/kingfisher.
 */
export const CANARY_ACCOUNTS: ReadonlySet<string> = new Set([
  '052310077262',
  '171436882533',
  '534261010715',
  '595918472158',
  '717712589309',
  '819147034852',
  '992382622183',
  '730335385048',
  '266735846894',
  '893192397702',
  '044858866125',
  '251535659677',
  '344043088457',
  '351906852752',
  '390477818340',
  '426127672474',
  '427150556519',
  '439872796651',
  '445142720921',
  '465867158099',
  '637958123769',
  '693412236332',
  '732624840810',
  '735421457923',
  '959235150393',
  '982842642351',
  '528757803018',
  '538784191382',
  '729780141977',
]);

/** Default accounts: LocalStack's (`localstack/aws/accounts.py`) and moto's (`moto/core/models.py`). */
export const EMULATOR_ACCOUNTS: ReadonlySet<string> = new Set(['000000000000', '123456789012']);

/** Accounts of examples in the AWS documentation (IAM user guide, CLI reference). */
export const DOCUMENTATION_ACCOUNTS: ReadonlySet<string> = new Set([
  '111111111111',
  '111122223333',
  '222222222222',
  '333333333333',
  '444444444444',
  '444455556666',
  '555555555555',
  '777788889999',
  '999999999999',
  '012345678901',
  '123456789123',
]);
