import type { Secret, SecretHash } from '../shared/ids.ts'

/** A secret that anybody can read on chain. */
export interface RegisteredSecret {
  readonly secret: Secret
  /** Of its block: by the chain's clock, ms since epoch. */
  readonly registeredAt: number
}

/** What registering one secret costs now, and what the account has for it. */
export interface RegistrationCost {
  readonly costWei: bigint
  readonly balanceWei: bigint
}

/**
 * What orders need of Raiden's SecretRegistry, without Raiden: a secret registered before its lock runs out decides a
 * payment, whatever a hub says or does not say.
 */
export interface OnChainSecrets {
  /**
   * The secret of a hash, where it is registered and confirmed; null where it is not.
   *
   * @throws BuskerError `RAIDEN_…` while the chain can't be asked: nothing is known then
   */
  findSecret(secretHash: SecretHash): Promise<RegisteredSecret | null>
  /** @throws as {@link findSecret} */
  registrationCost(secret: Secret): Promise<RegistrationCost>
  /**
   * Registers a secret and resolves when that is mined. Costs gas. Repeating it does no harm.
   *
   * @throws as {@link findSecret}
   */
  registerSecret(secret: Secret): Promise<void>
}
