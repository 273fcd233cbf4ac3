import { BuskerError } from '../../shared/errors.ts'
import type { Address, Secret, SecretHash } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { Direction, Outcome, PaymentIntent, Payments, Transfer } from '../payments.ts'
import type { RegisteredSecret, RegistrationCost, OnChainSecrets } from '../onChainSecrets.ts'
import type { MemoryOnChainSecrets } from './memoryOnChainSecrets.ts'

/** What a node's end needs of the payments that all nodes share. */
export interface SharedPayments {
  readonly isHubUp: boolean
  readonly registry: MemoryOnChainSecrets
  isRunning(account: Address): boolean
  isOpen(account: Address): boolean
  hasPathTo(account: Address): boolean
  /** @throws BuskerError as `Payments.quoteFee` */
  feeTo(account: Address): Amount
  send(initiator: Address, intent: PaymentIntent, secret?: Secret): void
  release(account: Address, hash: SecretHash, secret: Secret): void
  find(account: Address, hash: SecretHash, direction: Direction): Transfer | undefined
  pendingFor(account: Address): Transfer[]
  outcomesOf(account: Address): readonly Outcome[]
}

/** One node's end of `MemoryRaiden`. */
export class MemoryPayments implements Payments, OnChainSecrets {
  readonly #shared: SharedPayments
  readonly #account: Address
  readonly #incoming = new Set<Parameters<Payments['onIncoming']>[0]>()
  readonly #secrets = new Set<Parameters<Payments['onSecret']>[0]>()
  readonly #outcomes = new Set<Parameters<Payments['onOutcome']>[0]>()
  readonly #channels = new Set<() => void>()
  readonly #ready = new Set<() => void>()

  constructor(shared: SharedPayments, account: Address) {
    this.#shared = shared
    this.#account = account
  }

  async pay(intent: PaymentIntent, secret?: Secret): Promise<void> {
    this.#assertRunning()
    this.#shared.send(this.#account, intent, secret)
  }

  async lookup(hash: SecretHash, direction: Direction) {
    this.#assertRunning()
    return this.#shared.find(this.#account, hash, direction) ?? ({ state: 'unknown' } as const)
  }

  async release(hash: SecretHash, secret: Secret): Promise<void> {
    this.#assertRunning()
    this.#shared.release(this.#account, hash, secret)
  }

  async findSecret(hash: SecretHash): Promise<RegisteredSecret | null> {
    return this.#shared.registry.find(hash) ?? null
  }

  async registrationCost(): Promise<RegistrationCost> {
    const { costWei, balanceWei } = this.#shared.registry
    return { costWei, balanceWei }
  }

  async registerSecret(secret: Secret): Promise<void> {
    this.#shared.registry.register(secret)
  }

  async outcomesAfter(cursor: number, limit: number): Promise<Outcome[]> {
    this.#assertRunning()
    return this.#shared
      .outcomesOf(this.#account)
      .filter(({ seq }) => seq > cursor)
      .slice(0, limit)
  }

  async incomingPending(): Promise<Transfer[]> {
    return this.#shared.pendingFor(this.#account)
  }

  onIncoming(listener: Parameters<Payments['onIncoming']>[0]): () => void {
    this.#incoming.add(listener)
    return () => this.#incoming.delete(listener)
  }

  onSecret(listener: Parameters<Payments['onSecret']>[0]): () => void {
    this.#secrets.add(listener)
    return () => this.#secrets.delete(listener)
  }

  onOutcome(listener: Parameters<Payments['onOutcome']>[0]): () => void {
    this.#outcomes.add(listener)
    return () => this.#outcomes.delete(listener)
  }

  /** The hub's own capacity is unlimited. */
  async receivable(): Promise<Amount> {
    this.#assertRunning()
    return toAmount(this.#shared.isOpen(this.#account) ? 2n ** 128n : 0n)
  }

  async canReceive(amount: Amount): Promise<boolean> {
    this.#assertRunning()
    if (!this.#shared.isHubUp) throw new BuskerError('RAIDEN_HUB_UNREACHABLE', 'The hub cannot be reached.')
    return this.#shared.hasPathTo(this.#account) && amount <= (await this.receivable())
  }

  async quoteFee(target: Address, _amount: Amount): Promise<Amount> {
    this.#assertRunning()
    return this.#shared.feeTo(target)
  }

  onChannels(listener: () => void): () => void {
    this.#channels.add(listener)
    return () => this.#channels.delete(listener)
  }

  /** In memory it is ready from the start. */
  onReady(listener: () => void): () => void {
    this.#ready.add(listener)
    return () => this.#ready.delete(listener)
  }

  emitReady(): void {
    for (const listener of this.#ready) listener()
  }

  emitChannels(): void {
    for (const listener of this.#channels) listener()
  }

  emitIncoming(transfer: Transfer): void {
    for (const listener of this.#incoming) listener(transfer)
  }

  emitSecret(transfer: Transfer & { readonly secret: Secret }): void {
    for (const listener of this.#secrets) listener(transfer)
  }

  emitOutcome(outcome: Outcome): void {
    for (const listener of this.#outcomes) listener(outcome)
  }

  #assertRunning(): void {
    if (this.#shared.isRunning(this.#account)) return
    throw new BuskerError('PROCESS_NOT_RUNNING', 'Raiden does not run.')
  }
}
