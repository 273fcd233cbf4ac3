import pRetry from 'p-retry'
import { BuskerError } from '../../shared/errors.ts'
import { type Address } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import type { Calls } from '../../ipfs/peer.ts'
import { hubProtocol } from '../../protocol/hub.ts'
import type { SignedIdentity } from '../../protocol/identity.ts'
import type { Channel } from '../../raiden/messages.ts'
import type { RaidenNode } from '../../raiden/raidenNode.ts'

export interface WalletOptions {
  readonly raiden: RaidenNode
  readonly calls: Calls
  readonly hub: { readonly peer: PeerIdText; readonly raidenAddress: Address }
  readonly identity: SignedIdentity
}

export interface WalletState {
  /** On chain, not in a channel. */
  readonly tokens: Amount
  /** Wei. */
  readonly gas: Amount
  /** Over all open channels. */
  readonly spendable: Amount
  readonly receivable: Amount
  readonly channels: readonly Channel[]
}

export type ConnectStep = 'faucet' | 'channel' | 'deposit'

/** Opening, depositing and withdrawing cost less than this on the chains Busker knows. Wei. */
const gasReserve = 10n ** 16n
const channelTimeoutMs = 60_000

/** Money: what is on chain, what is in channels, and moving it between them. */
export class Wallet {
  private readonly options: WalletOptions

  constructor(options: WalletOptions) {
    this.options = options
  }

  async state(): Promise<WalletState> {
    const { raiden } = this.options
    const [balances, channels] = await Promise.all([raiden.balances(), raiden.channels()])
    const open = channels.filter(({ state }) => state === 'open')
    return {
      tokens: balances.token,
      gas: balances.gasWei,
      spendable: total(open.map(({ ownCapacity }) => ownCapacity)),
      receivable: total(open.map(({ partnerCapacity }) => partnerCapacity)),
      channels,
    }
  }

  /**
   * Makes sure that there is a channel with the hub in which `deposit` can be spent: gas and tokens from the faucet
   * where there is one and too little is here, the channel from the hub, the rest by depositing.
   * Repeating it deposits only what is missing.
   *
   * @throws BuskerError `WALLET_TOKENS_MISSING`, `WALLET_GAS_MISSING`; what the hub refuses with; `WALLET_CHANNEL_LATE`
   */
  async connect(deposit: Amount, onStep: (step: ConnectStep) => void): Promise<WalletState> {
    await this.fill(deposit, onStep)
    onStep('channel')
    const channel = (await this.hubChannel()) ?? (await this.openByHub())
    const missing = deposit - channel.ownDeposit
    if (missing > 0n) {
      onStep('deposit')
      await this.options.raiden.deposit(this.options.hub.raidenAddress, toAmount(missing))
    }
    return this.state()
  }

  /**
   * Tokens and gas for nothing, on a local network.
   *
   * @throws BuskerError `HUB_NO_FAUCET`, `HUB_FAUCET_USED`
   */
  async faucet(): Promise<WalletState> {
    await this.askFaucet()
    return this.state()
  }

  /** Adds to what can be spent through the hub. */
  async deposit(amount: Amount): Promise<WalletState> {
    await this.options.raiden.deposit(this.options.hub.raidenAddress, amount)
    return this.state()
  }

  /** Takes tokens out of the hub's channel, back to the account. */
  async withdraw(amount: Amount): Promise<WalletState> {
    await this.options.raiden.withdraw(this.options.hub.raidenAddress, amount)
    return this.state()
  }

  async closeChannel(partner: Address): Promise<WalletState> {
    await this.options.raiden.closeChannel(partner)
    return this.state()
  }

  async settleChannel(partner: Address): Promise<WalletState> {
    await this.options.raiden.settleChannel(partner)
    return this.state()
  }

  private async fill(deposit: Amount, onStep: (step: ConnectStep) => void): Promise<void> {
    const { raiden } = this.options
    const channel = await this.hubChannel()
    const wanted = deposit - (channel?.ownDeposit ?? 0n)
    const before = await raiden.balances()
    if (before.gasWei >= gasReserve && before.token >= wanted) return
    onStep('faucet')
    try {
      await this.askFaucet()
    } catch (error) {
      if (!(error instanceof BuskerError) || error.code !== 'HUB_NO_FAUCET') throw error
    }
    const after = await raiden.balances()
    if (after.gasWei < gasReserve) {
      throw new BuskerError(
        'WALLET_GAS_MISSING',
        'Your account has too little of the chain’s own coin to pay for opening a connection. Send some to it first.',
      )
    }
    if (after.token < wanted) {
      throw new BuskerError(
        'WALLET_TOKENS_MISSING',
        'Your account has fewer tokens than you want to be able to spend. Send some to it, or choose less.',
      )
    }
  }

  private async askFaucet(): Promise<void> {
    const { calls, hub, identity } = this.options
    await calls.call(hub.peer, hubProtocol, 'faucet', { identity }, { timeoutMs: 30_000 })
  }

  private async openByHub(): Promise<Channel> {
    const { calls, hub, identity } = this.options
    await calls.call(hub.peer, hubProtocol, 'openChannel', { identity }, { timeoutMs: channelTimeoutMs })
    return pRetry(
      async () => {
        const channel = await this.hubChannel()
        if (channel !== undefined) return channel
        throw new BuskerError(
          'WALLET_CHANNEL_LATE',
          'The hub has opened a connection, but your node has not seen it on the chain yet. Try again in a minute.',
        )
      },
      { retries: 40, factor: 1, minTimeout: 500 },
    )
  }

  private async hubChannel(): Promise<Channel | undefined> {
    const channels = await this.options.raiden.channels()
    const { raidenAddress } = this.options.hub
    return channels.find(({ partner, state }) => partner === raidenAddress && state === 'open')
  }
}

function total(amounts: readonly Amount[]): Amount {
  return toAmount(amounts.reduce((sum, amount) => sum + amount, 0n))
}
