import { fileURLToPath } from 'node:url'
import { forkLauncher } from '../process/forkLauncher.ts'
import type { WatchdogLimits } from '../process/childSession.ts'
import type { Launcher } from '../process/launcher.ts'
import { SupervisedProcess, type ProcessState } from '../process/supervisedProcess.ts'
import { defaultRestartLimits, type RestartLimits } from '../shared/backOff.ts'
import { BuskerError, isBuskerError } from '../shared/errors.ts'
import type { Address, Hex32, Secret, SecretHash } from '../shared/ids.ts'
import { type Amount, toAmount } from '../shared/money.ts'
import type { Startable } from '../shared/startable.ts'
import {
  raidenContract,
  type OnChainBalances,
  type Block,
  type Channel,
  type ChannelProofs,
  type RaidenHealth,
  type SettledShare,
} from './raidenContract.ts'
import type { RaidenNetwork } from './raidenNetwork.ts'
import type { Direction, Outcome, PaymentIntent, Payments, Transfer, TransferLookup } from './payments.ts'

type Unsubscribe = () => void

/** The chain's time, ms since epoch: what a Raiden node needs of it. */
export interface PaymentClock {
  now(): number
  readonly isKnown: boolean
  /** It is known now, or better than before. @returns unsubscribe */
  onChange(listener: () => void): Unsubscribe
}

export interface RaidenNodeOptions {
  readonly network: RaidenNetwork
  /** Where the node's databases live: one folder for one account on one network. */
  readonly dataFolder: string
  /** Asked at each start of the child; goes to it as the first message, and nowhere else. */
  readonly privateKey: () => Hex32
  /** Null for a node that mediates nothing; else what it asks per mediated payment, in base units. */
  readonly mediationFee?: Amount | null
  /** Channels that are opened, filled and closed at once. Default: one after the other. */
  readonly parallelTransactions?: number
  /** The chain's time, by which the child makes and judges locks; left out: this device's clock. */
  readonly clock?: PaymentClock
  /** Called with the proofs of channels in which somebody has signed, and with all of them before a secret is released. */
  readonly saveProofs?: (proofs: readonly ChannelProofs[]) => void
  /** Left out: a child that does not answer is waited for. */
  readonly watchdog?: WatchdogLimits
  readonly launcher?: Launcher
  readonly backOff?: RestartLimits
  readonly onLine?: (line: string) => void
}

export type RaidenStatus = { readonly address: Address; readonly block: Block; readonly health: RaidenHealth }

const readyTimeoutMs = 120_000
const stopTimeoutMs = 15_000

/** A Raiden node in a process of its own, kept alive. What was pending is driven again by whoever listens to `onReady`. */
export class RaidenNode implements Startable, Payments {
  readonly #process: SupervisedProcess<typeof raidenContract>
  readonly #clock: PaymentClock | undefined
  #unsubscribeClock: Unsubscribe | undefined
  readonly #saveProofs: RaidenNodeOptions['saveProofs']

  constructor({
    network,
    dataFolder,
    privateKey,
    mediationFee,
    parallelTransactions,
    clock,
    saveProofs,
    watchdog,
    launcher,
    backOff,
    onLine,
  }: RaidenNodeOptions) {
    this.#clock = clock
    this.#process = new SupervisedProcess({
      name: 'The Raiden node',
      contract: raidenContract,
      launcher: launcher ?? forkLauncher,
      entry: fileURLToPath(new URL('child/main.ts', import.meta.url)),
      smallHeap: true,
      startMessage: () => ({
        privateKey: privateKey(),
        dataFolder,
        network,
        mediationFee: mediationFee ?? null,
        parallelTransactions,
        chainTime: clock?.now() ?? null,
      }),
      readyTimeout: readyTimeoutMs,
      stopTimeout: stopTimeoutMs,
      backOff: backOff ?? defaultRestartLimits,
      ...(watchdog && { watchdog }),
      ...(onLine === undefined ? {} : { onLine }),
    })
    // What changed while the child was starting it has not heard.
    this.#process.onState(() => void this.#setChainTime())
    this.#saveProofs = saveProofs
    if (saveProofs !== undefined) this.#process.on('proofsChanged', saveProofs)
  }

  /**
   * Resolves when the node is synced with chain and hub.
   *
   * @throws BuskerError RAIDEN_CHAIN_WENT_BACK, RAIDEN_CHAIN_UNREACHABLE, RAIDEN_WRONG_CHAIN, RAIDEN_HUB_UNREACHABLE,
   * RAIDEN_FAILED, CLOCK_UNKNOWN, PROCESS_FOLDER_IN_USE, PROCESS_LEFTOVER_STUCK, PROCESS_NOT_READY, PROCESS_CRASHED
   */
  async start(): Promise<void> {
    if (this.#clock?.isKnown === false) {
      throw new BuskerError(
        'CLOCK_UNKNOWN',
        'Raiden waits for the chain’s time: locks can’t be judged without it.',
      )
    }
    this.#unsubscribeClock ??= this.#clock?.onChange(() => void this.#setChainTime())
    await this.#process.start()
  }

  async stop(): Promise<void> {
    this.#unsubscribeClock?.()
    this.#unsubscribeClock = undefined
    await this.#process.stop()
  }

  async #setChainTime(): Promise<void> {
    if (this.#clock === undefined || this.state.state !== 'running') return
    await this.#process.request('setChainTime', { time: this.#clock.now() }).catch((error: unknown) => {
      if (!isBuskerError(error)) throw error
    })
  }

  get state(): ProcessState {
    return this.#process.state
  }

  /** The child's pid, while it runs. */
  get pid(): number | undefined {
    return this.#process.pid
  }

  /** The node's account. @throws BuskerError PROCESS_NOT_RUNNING */
  get address(): Address {
    return this.#process.hello.address
  }

  status(): Promise<RaidenStatus> {
    return this.#process.request('status', null)
  }

  /** The channels in the network's token. */
  channels(): Promise<Channel[]> {
    return this.#process.request('channels', null)
  }

  /** The newest balance proofs of the channel with `partner`, or null where there is none. */
  proofs(partner: Address): Promise<ChannelProofs | null> {
    return this.#process.request('proofs', { partner })
  }

  /** On-chain balances of the account; what is in channels is not among them. */
  balances(): Promise<OnChainBalances> {
    return this.#process.request('balances', null)
  }

  /**
   * Opens a channel and puts `amount` base units in. Like all on-chain calls here it resolves with the confirmed transaction.
   *
   * @throws BuskerError RAIDEN_BALANCE_TOO_LOW, RAIDEN_FAILED
   */
  async openChannel(partner: Address, amount: Amount): Promise<Hex32> {
    return (await this.#process.request('openChannel', { partner, amount })).transaction
  }

  /** Adds `amount` base units to what we have deposited. */
  async deposit(partner: Address, amount: Amount): Promise<Hex32> {
    return (await this.#process.request('deposit', { partner, amount })).transaction
  }

  /**
   * Raises what we have deposited to `total` base units, from whatever it is when its turn comes.
   *
   * @throws BuskerError `RAIDEN_BUSY` while one side is withdrawing, or both agree to settle; as {@link deposit}
   */
  async depositUpTo(partner: Address, total: Amount): Promise<void> {
    await this.#process.request('depositUpTo', { partner, amount: total })
  }

  /** What we had put into a settled channel and got of it; null where none is known. @param channel null for the newest */
  settledShare(partner: Address, channel: number | null): Promise<SettledShare | null> {
    return this.#process.request('settledShare', { partner, channel })
  }

  /** Takes `amount` base units out of an open channel; the partner must be online. */
  async withdraw(partner: Address, amount: Amount): Promise<Hex32> {
    return (await this.#process.request('withdraw', { partner, amount })).transaction
  }

  /** Settles at once if the partner agrees; else closes, and {@link settleChannel} is due after the settle timeout. */
  async closeChannel(partner: Address): Promise<Hex32> {
    return (await this.#process.request('closeChannel', { partner })).transaction
  }

  /** Settles a closed channel, waiting until that is allowed. */
  async settleChannel(partner: Address): Promise<Hex32> {
    return (await this.#process.request('settleChannel', { partner })).transaction
  }

  /** The machine slept, or its network changed: the child asks chain and homeserver anew, or is started at once. */
  async wake(): Promise<void> {
    this.#process.wake()
    if (this.state.state === 'running') await this.#process.request('wake', null)
  }

  async pay(intent: PaymentIntent, secret?: Secret): Promise<void> {
    await this.#process.request('pay', { intent, secret: secret ?? null })
  }

  lookup(secretHash: SecretHash, direction: Direction): Promise<TransferLookup> {
    return this.#process.request('lookup', { secretHash, direction })
  }

  async release(secretHash: SecretHash, secret: Secret): Promise<void> {
    this.#saveProofs?.(await this.#process.request('allProofs', null))
    await this.#process.request('release', { secretHash, secret })
  }

  outcomesAfter(cursor: number, limit: number): Promise<Outcome[]> {
    return this.#process.request('outcomesAfter', { cursor, limit })
  }

  incomingPending(): Promise<Transfer[]> {
    return this.#process.request('incomingPending', null)
  }

  /** What of ours is under way, in either direction. */
  pendingTransfers(): Promise<Omit<Transfer, 'secret'>[]> {
    return this.#process.request('pendingTransfers', null)
  }

  /** The secret hashes of what was ever to be paid to `target` under this identifier, oldest first; some may never have been sent. */
  intentsWith(target: Address, paymentId: bigint): Promise<SecretHash[]> {
    return this.#process.request('intentsWith', { target, paymentId })
  }

  async receivable(): Promise<Amount> {
    const open = (await this.channels()).filter(({ state }) => state === 'open')
    return toAmount(open.reduce((most, { partnerCapacity: room }) => (room > most ? room : most), 0n))
  }

  canReceive(amount: Amount): Promise<boolean> {
    return this.#process.request('canReceive', { amount })
  }

  async quoteFee(target: Address, amount: Amount): Promise<Amount> {
    return (await this.#process.request('quoteFee', { target, amount })).fee
  }

  onIncoming(listener: (transfer: Transfer) => void): Unsubscribe {
    return this.#process.on('incoming', listener)
  }

  onSecret(listener: (transfer: Transfer & { readonly secret: Secret }) => void): Unsubscribe {
    return this.#process.on('secret', listener)
  }

  onOutcome(listener: (outcome: Outcome) => void): Unsubscribe {
    return this.#process.on('outcome', listener)
  }

  onChannels(listener: (channels: Channel[]) => void): Unsubscribe {
    return this.#process.on('channelsChanged', listener)
  }

  onBlock(listener: (block: Block) => void): Unsubscribe {
    return this.#process.on('block', listener)
  }

  onHealth(listener: (health: RaidenHealth) => void): Unsubscribe {
    return this.#process.on('health', listener)
  }

  onState(listener: (state: ProcessState) => void): Unsubscribe {
    return this.#process.onState(listener)
  }

  onReady(listener: () => void): Unsubscribe {
    return this.onState(({ state }) => {
      if (state === 'running') listener()
    })
  }
}
