import { BuskerError } from '../../shared/errors.ts'
import type { Address, Secret, SecretHash } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { Direction, Outcome, PaymentIntent, Transfer, TransferState } from '../payments.ts'
import { MemoryPayments, type SharedPayments } from './memoryPayments.ts'
import { hashOf, MemoryOnChainSecrets } from './memoryOnChainSecrets.ts'

/** One hop of a payment, as the end that is not the hub has it in its database. */
interface Hop {
  state: TransferState
  secret: Secret | null
}

interface Lock {
  readonly intent: PaymentIntent
  readonly fee: bigint
  readonly initiator: Address
  readonly startedAt: number
  readonly expiration: number
  readonly sent: Hop
  /** Null: the hub has not passed it on. */
  received: Hop | null
}

export interface MemoryRaidenOptions {
  readonly hub: Address
  readonly token: Address
  readonly fee: bigint
  readonly lockMs: number
  readonly now: () => number
  /** Told whenever money moves, or a secret leaves. */
  readonly onMove: () => void
}

/**
 * Raiden with one hub in memory. For tests that need thousands of payments, or move a clock. It survives a crash of the
 * node that uses it, as the real child's database does. As with the real one, a payment is two locks, and neither fails
 * because time has passed: only when the hub says that it has run out.
 */
export class MemoryRaiden implements SharedPayments {
  readonly balances = new Map<Address, bigint>()
  /** While false nothing can be sent. */
  isHubUp = true
  /** While false the hub takes locks and passes none on. */
  isForwarding = true
  /** What the hub takes of a payment, in base units. */
  fee: bigint
  /** While false a release fails before the secret has left. */
  isReleasing = true
  /** While false the hub takes the secret and withholds the unlock. */
  isUnlocking = true
  /** While false the hub takes what it is sent and says nothing more to anybody, about locks that have run out either. */
  isHubTalking = true
  readonly registry: MemoryOnChainSecrets
  readonly #options: MemoryRaidenOptions
  readonly #closed = new Set<Address>()
  readonly #unseen = new Set<Address>()
  /** Accounts whose Raiden does not run. */
  readonly #stopped = new Set<Address>()
  readonly #locks = new Map<SecretHash, Lock>()
  readonly #connections: { account: Address; end: MemoryPayments }[] = []
  readonly #outcomes = new Map<Address, Outcome[]>()

  constructor(options: MemoryRaidenOptions) {
    this.#options = options
    this.fee = options.fee
    this.registry = new MemoryOnChainSecrets(options.now, (hash) => this.#readRegistry(hash))
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

  /** Whether an account's Raiden runs; ready again, its node is told. */
  setRunning(account: Address, isRunning: boolean): void {
    if (!isRunning) this.#stopped.add(account)
    else if (this.#stopped.delete(account)) this.#notify(account, (end) => end.emitReady())
  }

  isRunning(account: Address): boolean {
    return !this.#stopped.has(account)
  }

  hasPathTo(account: Address): boolean {
    return this.isOpen(account) && !this.#unseen.has(account)
  }

  feeTo(account: Address): Amount {
    this.#assertReachable(account)
    return toAmount(this.fee)
  }

  #assertReachable(account: Address): void {
    if (!this.isHubUp) throw new BuskerError('RAIDEN_HUB_UNREACHABLE', 'The hub cannot be reached.')
    if (!this.hasPathTo(account)) throw new BuskerError('RAIDEN_NO_ROUTE', 'There is no route.')
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

  /** What payers have in locks under way. */
  locked(): bigint {
    const pending = [...this.#locks.values()].filter(({ sent }) => isOpen(sent))
    return pending.reduce((sum, { intent, fee }) => sum + intent.amount + fee, 0n)
  }

  /** How many payments `initiator` has ever locked for `target`. */
  countSent(initiator: Address, target: Address): number {
    return [...this.#locks.values()].filter(
      (lock) => lock.initiator === initiator && lock.intent.target === target,
    ).length
  }

  /** How many payments for `target` their payers have lost, whether it got them or not. */
  countPaid(target: Address): number {
    return [...this.#locks.values()].filter(
      ({ intent, sent }) => intent.target === target && sent.state === 'paid',
    ).length
  }

  /** The hub, while it talks, says of every lock that has run out by now that it has: it is taken back. */
  expire(): void {
    if (!this.isHubTalking) return
    for (const [hash, lock] of this.#locks) {
      if (lock.expiration > this.#options.now()) continue
      if (isOpen(lock.sent)) this.#end(hash, lock, 'sent', 'failed')
      if (lock.received !== null && isOpen(lock.received)) this.#end(hash, lock, 'received', 'failed')
    }
  }

  /** The hub pays what it has withheld, of locks that it has not said to have run out. */
  payWithheld(): void {
    for (const [hash, lock] of this.#locks) {
      if (lock.received?.state === 'revealed') this.#end(hash, lock, 'received', 'paid')
    }
  }

  /** @param secret of a tip, which its target takes at once where it can */
  send(initiator: Address, intent: PaymentIntent, secret?: Secret): void {
    const known = this.#locks.get(intent.secretHash)
    if (known !== undefined) {
      if (sameTerms(known, initiator, intent)) return
      throw new BuskerError('RAIDEN_HASH_MISMATCH', 'This secret hash belongs to a payment with other terms.')
    }
    this.#assertReachable(intent.target)
    if (this.fee > intent.maximumFee) {
      throw new BuskerError('RAIDEN_FEE_ABOVE_CAP', 'The hub asks for a higher fee than was allowed.')
    }
    if (this.#balanceOf(initiator) < intent.amount + this.fee) {
      throw new BuskerError('RAIDEN_BALANCE_TOO_LOW', 'There is too little to spend in the channel.')
    }
    const startedAt = this.#options.now()
    const lock: Lock = {
      intent,
      fee: this.fee,
      initiator,
      startedAt,
      expiration: startedAt + this.#options.lockMs,
      sent: { state: 'pending', secret: null },
      received: this.isForwarding ? { state: 'pending', secret: null } : null,
    }
    this.#locks.set(intent.secretHash, lock)
    this.#credit(initiator, -(intent.amount + lock.fee))
    const received = this.find(intent.target, intent.secretHash, 'received')
    if (received === undefined) return
    if (secret === undefined) this.#notify(intent.target, (end) => end.emitIncoming(received))
    else if (this.isReleasing) this.release(intent.target, intent.secretHash, secret)
  }

  release(account: Address, hash: SecretHash, secret: Secret): void {
    const lock = this.#locks.get(hash)
    if (lock === undefined || lock.received === null || lock.intent.target !== account) {
      throw new BuskerError('RAIDEN_TRANSFER_UNKNOWN', 'There is no such transfer.')
    }
    if (hashOf(secret) !== hash)
      throw new BuskerError('RAIDEN_SECRET_WRONG', 'This secret does not open the lock.')
    const { received } = lock
    if (received.state === 'paid') return
    if (received.state === 'failed' || lock.expiration <= this.#options.now()) {
      throw new BuskerError('RAIDEN_TRANSFER_EXPIRED', 'The lock has run out.')
    }
    if (!this.isReleasing) throw new BuskerError('PROCESS_NOT_RUNNING', 'Raiden does not run.')
    lock.received = { state: 'revealed', secret }
    this.#options.onMove()
    if (!this.isHubTalking) return
    this.#revealTo(hash, lock, secret)
    if (this.isUnlocking) this.#end(hash, lock, 'received', 'paid')
  }

  find(account: Address, hash: SecretHash, direction: Direction): Transfer | undefined {
    const lock = this.#locks.get(hash)
    if (lock === undefined) return undefined
    const owner = direction === 'sent' ? lock.initiator : lock.intent.target
    return owner === account ? this.#view(lock, direction) : undefined
  }

  pendingFor(account: Address): Transfer[] {
    return [...this.#locks.values()]
      .filter((lock) => lock.intent.target === account && lock.received?.state === 'pending')
      .flatMap((lock) => this.#view(lock, 'received') ?? [])
  }

  outcomesOf(account: Address): readonly Outcome[] {
    return this.#outcomes.get(account) ?? []
  }

  /** Both ends read the chain: what is registered in time is paid, with the hub or without it. */
  #readRegistry(hash: SecretHash): void {
    const [lock, registered] = [this.#locks.get(hash), this.registry.find(hash)]
    if (lock === undefined || registered === undefined || registered.registeredAt >= lock.expiration) return
    if (isOpen(lock.sent)) this.#revealTo(hash, lock, registered.secret)
    if (lock.received !== null && isOpen(lock.received)) {
      lock.received.secret = registered.secret
      this.#end(hash, lock, 'received', 'paid')
    }
  }

  /** The payer learns the secret, and its node unlocks. */
  #revealTo(hash: SecretHash, lock: Lock, secret: Secret): void {
    if (!isOpen(lock.sent)) return
    lock.sent.secret = secret
    this.#end(hash, lock, 'sent', 'paid')
    const transfer = this.#view(lock, 'sent')
    if (transfer !== undefined) this.#notify(lock.initiator, (end) => end.emitSecret({ ...transfer, secret }))
  }

  #end(hash: SecretHash, lock: Lock, direction: Direction, state: 'paid' | 'failed'): void {
    const { intent, initiator } = lock
    const hop = direction === 'sent' ? lock.sent : lock.received
    if (hop === null) return
    hop.state = state
    if (direction === 'sent') {
      this.#credit(state === 'paid' ? this.#options.hub : initiator, intent.amount + lock.fee)
    } else if (state === 'paid') {
      this.#credit(this.#options.hub, 0n - intent.amount)
      this.#credit(intent.target, intent.amount)
    }
    this.#addOutcome(direction === 'sent' ? initiator : intent.target, hash, direction)
  }

  #view(lock: Lock, direction: Direction): Transfer | undefined {
    const hop = direction === 'sent' ? lock.sent : lock.received
    if (hop === null) return undefined
    return {
      secretHash: lock.intent.secretHash,
      direction,
      state: hop.state,
      secret: hop.secret,
      token: lock.intent.token,
      amount: lock.intent.amount,
      fee: direction === 'sent' ? lock.fee : 0n,
      paymentId: lock.intent.paymentId,
      initiator: lock.initiator,
      target: lock.intent.target,
      partner: this.#options.hub,
      expiration: lock.expiration,
      startedAt: lock.startedAt,
      changedAt: this.#options.now(),
    }
  }

  #addOutcome(account: Address, hash: SecretHash, direction: Direction): void {
    const earlier = this.#outcomes.get(account) ?? []
    const { secret: _, ...transfer } = this.find(account, hash, direction) as Transfer & Outcome['transfer']
    const outcome = { seq: earlier.length + 1, transfer }
    this.#outcomes.set(account, [...earlier, outcome])
    this.#notify(account, (end) => end.emitOutcome(outcome))
  }

  #notify(account: Address, news: (end: MemoryPayments) => void): void {
    for (const entry of this.#connections.filter((candidate) => candidate.account === account))
      news(entry.end)
  }

  #balanceOf(account: Address): bigint {
    return this.balances.get(account) ?? 0n
  }

  /** The hub's own balance may be below zero: it pays before it is paid. */
  #credit(account: Address, change: bigint): void {
    this.balances.set(account, this.#balanceOf(account) + change)
    this.#options.onMove()
  }
}

function isOpen({ state }: Hop): boolean {
  return state === 'pending' || state === 'revealed'
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
