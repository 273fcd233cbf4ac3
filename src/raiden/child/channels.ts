import { utils } from 'ethers'
import { BuskerError } from '../../shared/errors.ts'
import { hex32, toAddress, type Address, type Hex32 } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import type { OnChainBalances, Channel, SettledShare } from '../raidenContract.ts'
import type { RaidenNetwork } from '../raidenNetwork.ts'
import { toRaidenError } from './raidenErrors.ts'
import { channelsOf, type RaidenHandle } from './raidenHandle.ts'
import type { RaidenChannel, RaidenChannelState } from './raidenTypes.ts'
import { TransactionQueue } from './transactionQueue.ts'

type Transaction = { readonly transaction: Hex32 }

/** Channels of the network's token, and what changes them on chain. Each call resolves when its transaction is confirmed. */
export class Channels {
  readonly #handle: RaidenHandle
  readonly #token: string
  readonly #tokenNetwork: string
  readonly #transactions: TransactionQueue

  /** @param parallel transactions under way at once; with one partner it is always one */
  constructor(handle: RaidenHandle, network: RaidenNetwork, parallel = 1) {
    this.#handle = handle
    this.#transactions = new TransactionQueue(undefined, parallel)
    this.#token = utils.getAddress(network.token)
    this.#tokenNetwork = utils.getAddress(network.tokenNetwork)
  }

  async list(): Promise<Channel[]> {
    return (await channelsOf(this.#handle, this.#token)).map(toChannel)
  }

  /** Calls `listener` with all channels whenever one changes. */
  onChange(listener: (channels: Channel[]) => void): void {
    let last: unknown
    this.#handle.raiden.channels$.subscribe((all) => {
      const channels = all[this.#token] ?? {}
      if (channels === last) return
      last = channels
      listener(Object.values(channels).map(toChannel))
    })
  }

  async balances(): Promise<OnChainBalances> {
    const { raiden } = this.#handle
    const [token, gas] = await Promise.all([raiden.getTokenBalance(this.#token), raiden.getBalance()])
    return { token: toAmount(token.toBigInt()), gasWei: toAmount(gas.toBigInt()) }
  }

  open(partner: Address, deposit: bigint): Promise<Transaction> {
    const options = deposit === 0n ? {} : { deposit: deposit.toString() }
    return this.#transactions.add(partner, async () => {
      if ((await this.list()).some((channel) => channel.partner === partner)) {
        throw new BuskerError(
          'RAIDEN_CHANNEL_EXISTS',
          'There is a channel with this partner already. Deposit into it.',
        )
      }
      return this.#holdingWithdrawals(partner, async () =>
        this.#run(
          'Opening the channel',
          (raiden, to) => raiden.openChannel(this.#token, to, options),
          partner,
        ),
      )
    })
  }

  /** @throws BuskerError `RAIDEN_BUSY` while one side is withdrawing, or both agree to settle */
  deposit(partner: Address, amount: bigint): Promise<Transaction> {
    return this.#transactions.add(partner, async () => this.#deposit(partner, amount))
  }

  /**
   * Raises our deposit to `total`, from whatever it is when its turn comes; what an earlier process sent counts too.
   *
   * @throws BuskerError `RAIDEN_BUSY` as {@link deposit}
   */
  async depositUpTo(partner: Address, total: bigint): Promise<void> {
    await this.#transactions.add(partner, async () => {
      const missing = total - (this.#stateOf(partner)?.own.deposit.toBigInt() ?? 0n)
      if (missing > 0n) await this.#deposit(partner, missing)
    })
  }

  /**
   * What we had put into a settled channel with `partner`, and what we got of it, by the newest proofs of both. Null where there
   * is none.
   *
   * @param channel null for the newest
   */
  settledShare(partner: Address, channel: number | null): SettledShare | null {
    const key = this.#keyOf(partner)
    const settled = Object.entries(this.#handle.raiden.state.oldChannels)
      .filter(([each, { id }]) => each.includes(key) && (channel === null || id === channel))
      .map(([, each]) => each)
      .toSorted((a, b) => a.id - b.id)
      .at(-1)
    if (settled === undefined) return null
    const [earned, spent] = [settled.partner, settled.own].map((end) =>
      end.balanceProof.transferredAmount.toBigInt(),
    )
    const deposited = settled.own.deposit.toBigInt()
    return { deposited, returned: deposited + (earned ?? 0n) - (spent ?? 0n) }
  }

  /** Takes out `amount` more. Needs the partner's signature, so the partner must be online. */
  withdraw(partner: Address, amount: bigint): Promise<Transaction> {
    return this.#transactions.add(partner, async () =>
      this.#run(
        'Withdrawing',
        (raiden, to) => raiden.withdrawChannel(this.#token, to, amount.toString()),
        partner,
      ),
    )
  }

  /** With the partner's consent the channel is settled at once; otherwise it is closed and must be settled later. */
  close(partner: Address): Promise<Transaction> {
    return this.#transactions.add(partner, async () =>
      this.#run('Closing the channel', (raiden, to) => raiden.closeChannel(this.#token, to), partner),
    )
  }

  /** Waits until the closed channel may be settled. */
  settle(partner: Address): Promise<Transaction> {
    return this.#run('Settling the channel', (raiden, to) => raiden.settleChannel(this.#token, to), partner)
  }

  async #deposit(partner: Address, amount: bigint): Promise<Transaction> {
    if (isWithdrawing(this.#stateOf(partner))) {
      throw new BuskerError(
        'RAIDEN_BUSY',
        'Money is being taken out of this channel, or it is being settled. Deposit when that is done.',
      )
    }
    return this.#holdingWithdrawals(partner, async () =>
      this.#run(
        'Depositing',
        (raiden, to) => raiden.depositChannel(this.#token, to, amount.toString()),
        partner,
      ),
    )
  }

  async #holdingWithdrawals<T>(partner: Address, call: () => Promise<T>): Promise<T> {
    const release = this.#handle.withdrawalHold.hold(utils.getAddress(partner))
    try {
      return await call()
    } finally {
      release()
    }
  }

  #keyOf(partner: Address): string {
    return `${this.#tokenNetwork}@${utils.getAddress(partner)}`
  }

  #stateOf(partner: Address): RaidenChannelState | undefined {
    return this.#handle.raiden.state.channels[this.#keyOf(partner)]
  }

  async #run(
    doing: string,
    call: (raiden: RaidenHandle['raiden'], partner: string) => Promise<string>,
    partner: Address,
  ): Promise<Transaction> {
    try {
      return { transaction: hex32.parse(await call(this.#handle.raiden, utils.getAddress(partner))) }
    } catch (error) {
      throw toRaidenError(error, doing)
    }
  }
}

/** Requests that have run out are only waiting for the partner to say that it knows. */
function isWithdrawing(channel: RaidenChannelState | undefined): boolean {
  if (channel === undefined) return false
  const now = BigInt(Math.floor(Date.now() / 1000))
  return [...channel.own.pendingWithdraws, ...channel.partner.pendingWithdraws].some(
    ({ type, expiration }) => type === 'WithdrawRequest' && expiration.toBigInt() > now,
  )
}

/** A channel in Busker's terms. */
export function toChannel(channel: RaidenChannel): Channel {
  const amount = (value: { toBigInt(): bigint }) => toAmount(value.toBigInt())
  return {
    id: channel.id,
    partner: toAddress(channel.partner),
    token: toAddress(channel.token),
    state: channel.state,
    ownCapacity: amount(channel.ownCapacity),
    partnerCapacity: amount(channel.partnerCapacity),
    ownDeposit: amount(channel.ownDeposit),
    partnerDeposit: amount(channel.partnerDeposit),
    ownWithdrawable: amount(channel.ownWithdrawable),
    ownLocked: amount(channel.ownLocked),
    partnerLocked: amount(channel.partnerLocked),
  }
}
