import { createHash } from 'node:crypto'
import { hexToBytes } from 'viem'
import { BuskerError } from '../../shared/errors.ts'
import type { Address, Secret, SecretHash } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import type { Direction, Outcome, PaymentIntent, Transfer, TransferState } from '../payments.ts'
import { MemoryPayments, type SharedPayments } from './memoryPayments.ts'

interface Lock {
  readonly intent: PaymentIntent
  readonly initiator: Address
  readonly startedAt: number
  readonly expiration: number
  state: TransferState
  secret: Secret | null
}

export interface MemoryRaidenOptions {
  readonly hub: Address
  readonly token: Address
  readonly fee: bigint
  readonly lockMs: number
  readonly now: () => number
  /** Told whenever money moves. */
  readonly onMove: () => void
}

/**
 * Raiden with one hub in memory; it passes the same contract test as the real one. For tests that need thousands of
 * payments, or move a clock. It survives a crash of the node that uses it, as the real child's database does.
 */
export class MemoryRaiden implements SharedPayments {
  readonly balances = new Map<Address, bigint>()
  /** While false nothing can be sent. */
  isHubUp = true
  /** While false a release fails before the secret has left. */
  isReleasing = true
  /** While false the hub takes the secret and withholds the unlock. */
  isUnlocking = true
  readonly #options: MemoryRaidenOptions
  readonly #closed = new Set<Address>()
  readonly #unseen = new Set<Address>()
  readonly #locks = new Map<SecretHash, Lock>()
  readonly #connections: { account: Address; end: MemoryPayments }[] = []
  readonly #outcomes = new Map<Address, Outcome[]>()

  constructor(options: MemoryRaidenOptions) {
    this.#options = options
  }

  /** The hub opens a channel with an account, or closes it. What is in it does not move. */
  setOpen(account: Address, isOpen: boolean): void {
    if (isOpen) this.#closed.delete(account)
    else this.#closed.add(account)
    this.#notify(account, (end) => end.emitChannels())
  }

  /** Whether the hub's path finding has seen the account's channel, which it does a moment after its owner. */
  setSeen(account: Address, isSeen: boolean): void {
    if (isSeen) this.#unseen.delete(account)
    else this.#unseen.add(account)
  }

  hasPathTo(account: Address): boolean {
    return this.isOpen(account) && !this.#unseen.has(account)
  }

  isOpen(account: Address): boolean {
    return this.balances.has(account) && !this.#closed.has(account)
  }

  /** A node's own view; make a new one after a crash. */
  connect(account: Address): MemoryPayments {
    const end = new MemoryPayments(this, account)
    this.#connections.push({ account, end })
    return end
  }

  disconnect(end: MemoryPayments): void {
    const index = this.#connections.findIndex((entry) => entry.end === end)
    if (index >= 0) this.#connections.splice(index, 1)
  }

  /** What is in locks under way. */
  locked(): bigint {
    const pending = [...this.#locks.values()].filter(
      ({ state }) => state === 'pending' || state === 'revealed',
    )
    return pending.reduce((sum, { intent }) => sum + this.#cost(intent), 0n)
  }

  /** Every lock that has run out by now is taken back. */
  expire(): void {
    for (const [hash, lock] of this.#locks) {
      const isOpen = lock.state === 'pending' || lock.state === 'revealed'
      if (!isOpen || lock.expiration > this.#options.now()) continue
      lock.state = 'failed'
      this.#credit(lock.initiator, this.#cost(lock.intent))
      this.#finish(hash, lock)
    }
  }

  /** @param secret of a tip, which its target takes at once where it can */
  send(initiator: Address, intent: PaymentIntent, secret?: Secret): void {
    const known = this.#locks.get(intent.secretHash)
    if (known !== undefined) {
      if (sameTerms(known, initiator, intent)) return
      throw new BuskerError('RAIDEN_HASH_MISMATCH', 'This secret hash belongs to a payment with other terms.')
    }
    if (!this.isHubUp) throw new BuskerError('RAIDEN_HUB_UNREACHABLE', 'The hub cannot be reached.')
    if (!this.hasPathTo(intent.target)) throw new BuskerError('RAIDEN_NO_ROUTE', 'There is no route.')
    if (this.#options.fee > intent.maximumFee) {
      throw new BuskerError('RAIDEN_FEE_ABOVE_CAP', 'The hub asks for a higher fee than was allowed.')
    }
    if (this.#balanceOf(initiator) < this.#cost(intent)) {
      throw new BuskerError('RAIDEN_BALANCE_TOO_LOW', 'There is too little to spend in the channel.')
    }
    const startedAt = this.#options.now()
    const lock: Lock = {
      intent,
      initiator,
      startedAt,
      expiration: startedAt + this.#options.lockMs,
      state: 'pending',
      secret: null,
    }
    this.#locks.set(intent.secretHash, lock)
    this.#credit(initiator, -this.#cost(intent))
    if (secret === undefined)
      this.#notify(intent.target, (end) => end.emitIncoming(this.#view(lock, 'received')))
    else if (this.isReleasing) this.release(intent.target, intent.secretHash, secret)
  }

  release(account: Address, hash: SecretHash, secret: Secret): void {
    const lock = this.#locks.get(hash)
    if (lock === undefined || lock.intent.target !== account) {
      throw new BuskerError('RAIDEN_TRANSFER_UNKNOWN', 'There is no such transfer.')
    }
    const opened = `0x${createHash('sha256').update(hexToBytes(secret)).digest('hex')}`
    if (opened !== hash) throw new BuskerError('RAIDEN_SECRET_WRONG', 'This secret does not open the lock.')
    if (lock.state === 'paid') return
    if (lock.state === 'failed' || lock.expiration <= this.#options.now()) {
      throw new BuskerError('RAIDEN_TRANSFER_EXPIRED', 'The lock has run out.')
    }
    if (!this.isReleasing) throw new BuskerError('PROCESS_NOT_RUNNING', 'Raiden does not run.')
    lock.secret = secret
    if (!this.isUnlocking) {
      lock.state = 'revealed'
      this.#notify(lock.initiator, (end) => end.emitSecret({ ...this.#view(lock, 'sent'), secret }))
      return
    }
    lock.state = 'paid'
    this.#credit(account, lock.intent.amount)
    this.#credit(this.#options.hub, this.#options.fee)
    this.#notify(lock.initiator, (end) => end.emitSecret({ ...this.#view(lock, 'sent'), secret }))
    this.#finish(hash, lock)
  }

  find(account: Address, hash: SecretHash, direction: Direction): Transfer | undefined {
    const lock = this.#locks.get(hash)
    if (lock === undefined) return undefined
    const owner = direction === 'sent' ? lock.initiator : lock.intent.target
    return owner === account ? this.#view(lock, direction) : undefined
  }

  pendingFor(account: Address): Transfer[] {
    return [...this.#locks.values()]
      .filter((lock) => lock.intent.target === account && lock.state === 'pending')
      .map((lock) => this.#view(lock, 'received'))
  }

  outcomesOf(account: Address): readonly Outcome[] {
    return this.#outcomes.get(account) ?? []
  }

  #view(lock: Lock, direction: Direction): Transfer {
    return {
      secretHash: lock.intent.secretHash,
      direction,
      state: lock.state,
      secret: lock.secret,
      token: lock.intent.token,
      amount: lock.intent.amount,
      fee: direction === 'sent' ? this.#options.fee : 0n,
      paymentId: lock.intent.paymentId,
      initiator: lock.initiator,
      target: lock.intent.target,
      partner: this.#options.hub,
      expiration: lock.expiration,
      startedAt: lock.startedAt,
      changedAt: this.#options.now(),
    }
  }

  #finish(hash: SecretHash, lock: Lock): void {
    const ends: [Address, Direction][] = [
      [lock.initiator, 'sent'],
      [lock.intent.target, 'received'],
    ]
    for (const [account, direction] of ends) {
      const mine = this.#outcomes.get(account) ?? []
      const transfer = this.find(account, hash, direction) as Outcome['transfer']
      const outcome = { seq: mine.length + 1, transfer }
      this.#outcomes.set(account, [...mine, outcome])
      this.#notify(account, (end) => end.emitOutcome(outcome))
    }
  }

  #notify(account: Address, news: (end: MemoryPayments) => void): void {
    for (const entry of this.#connections.filter((candidate) => candidate.account === account))
      news(entry.end)
  }

  #cost(intent: PaymentIntent): bigint {
    return intent.amount + this.#options.fee
  }

  #balanceOf(account: Address): bigint {
    return this.balances.get(account) ?? 0n
  }

  #credit(account: Address, change: bigint): void {
    this.balances.set(account, toAmount(this.#balanceOf(account) + change))
    this.#options.onMove()
  }
}

function sameTerms(lock: Lock, initiator: Address, intent: PaymentIntent): boolean {
  const { target, token, amount, paymentId } = lock.intent
  return (
    lock.initiator === initiator &&
    target === intent.target &&
    token === intent.token &&
    amount === intent.amount &&
    paymentId === intent.paymentId
  )
}
