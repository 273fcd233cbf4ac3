import { type ErrorCode, isBuskerError } from '../../shared/errors.ts'

export type RefusalStatus = 400 | 402 | 404 | 409 | 413 | 500 | 501 | 503

/** A request that is answered with one of Raiden's statuses, and why. */
export class Refusal extends Error {
  readonly status: RefusalStatus

  constructor(status: RefusalStatus, message: string) {
    super(message)
    this.name = 'Refusal'
    this.status = status
  }
}

const statuses: Readonly<Partial<Record<ErrorCode, RefusalStatus>>> = {
  CLOCK_UNKNOWN: 503,
  CONTROL_CANCELLED: 503,
  HUB_BUDGET_SPENT: 409,
  HUB_FAUCET_USED: 402,
  HUB_GAS_LOW: 409,
  HUB_NOT_OWNER: 409,
  HUB_NOT_SELLING: 409,
  HUB_TOKENS_LOW: 409,
  IPFS_PEER_TIMEOUT: 503,
  IPFS_PEER_UNREACHABLE: 503,
  RAIDEN_BALANCE_TOO_LOW: 402,
  RAIDEN_BUSY: 409,
  RAIDEN_CHAIN_UNREACHABLE: 503,
  RAIDEN_CHANNEL_EXISTS: 409,
  RAIDEN_FEE_ABOVE_CAP: 409,
  RAIDEN_HASH_MISMATCH: 409,
  RAIDEN_HUB_UNREACHABLE: 503,
  RAIDEN_LOCK_TIMEOUT: 409,
  RAIDEN_NO_CHANNEL: 409,
  RAIDEN_NO_ROUTE: 409,
  WALLET_GAS_MISSING: 402,
  WALLET_TIP_NOT_SENT: 503,
  WALLET_TIP_SELF: 409,
  WALLET_TOKENS_MISSING: 402,
  WALLET_WITHDRAWAL_LOST: 409,
}

/** The answer that an error is, in Raiden's statuses; undefined for what nobody expected. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  if (!isBuskerError(error)) return undefined
  const isDown = error.code.startsWith('PROCESS_')
  return new Refusal(statuses[error.code] ?? (isDown ? 503 : 500), error.message)
}
