import type { Channel } from '../../../raiden/raidenContract.ts'
import type { ProcessState } from '../../../process/supervisedProcess.ts'
import { BuskerError } from '../../../shared/errors.ts'
import { type Address, hex32 } from '../../../shared/ids.ts'
import { toAmount } from '../../../shared/money.ts'

const transaction = hex32.parse(`0x${'7'.repeat(64)}`)

/** The chain and the channel side of a Raiden child: one account, and a channel with the hub once it was opened. */
export class FakeRaiden {
  state: ProcessState = { state: 'running' }
  tokens = 1_000n
  withdrawn = 0n
  deposit = 0n
  /** Null: there is none. */
  channelState: Channel['state'] | null = null
  /** The hub agrees to settle at once when a channel is closed. */
  isSettledAtOnce = false
  /** Resolves before a withdrawal is taken by the chain. */
  beforeWithdrawal: Promise<unknown> = Promise.resolve()
  readonly #hub: Address
  readonly #token: Address
  readonly #listeners = new Set<(channels: Channel[]) => void>()

  constructor(hub: Address, token: Address) {
    this.#hub = hub
    this.#token = token
  }

  channels = async (): Promise<Channel[]> => {
    this.#assertRunning()
    if (this.channelState === null) return []
    const capacity = toAmount(this.deposit - this.withdrawn)
    return [
      {
        id: 1,
        partner: this.#hub,
        token: this.#token,
        state: this.channelState,
        ownCapacity: capacity,
        partnerCapacity: toAmount(50n),
        ownDeposit: toAmount(this.deposit),
        partnerDeposit: toAmount(50n),
        ownWithdrawable: capacity,
        ownLocked: toAmount(0n),
        partnerLocked: toAmount(0n),
      },
    ]
  }
  balances = async () => ({ token: toAmount(this.tokens), gasWei: toAmount(10n ** 18n) })
  addDeposit = async (amount: bigint) => {
    this.#assertRunning()
    if (amount > this.tokens) throw new BuskerError('RAIDEN_BALANCE_TOO_LOW', 'The account has too little.')
    this.tokens -= amount
    this.deposit += amount
    return transaction
  }
  withdraw = async (_partner: Address, amount: bigint) => {
    this.#assertRunning()
    await this.beforeWithdrawal
    this.withdrawn += amount
    this.tokens += amount
    return transaction
  }
  closeChannel = async () => {
    this.#assertRunning()
    this.channelState = this.isSettledAtOnce ? null : 'closed'
    return transaction
  }
  openChannel = async () => {
    this.channelState = 'open'
    const channels = await this.channels()
    for (const listener of this.#listeners) listener(channels)
  }
  onReady = () => () => undefined
  onChannels = (listener: (channels: Channel[]) => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  #assertRunning(): void {
    if (this.state.state !== 'running') throw new BuskerError('PROCESS_NOT_RUNNING', 'Raiden does not run.')
  }
}
