import { utils } from 'ethers'
import PQueue from 'p-queue'
import { BuskerError } from '../../shared/errors.ts'
import { hex32, toAddress, type Address, type Hex32 } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import type { OnChainBalances, Channel } from '../raidenContract.ts'
import type { RaidenNetwork } from '../raidenNetwork.ts'
import { toRaidenError } from './raidenErrors.ts'
import { channelsOf, type RaidenHandle } from './raidenHandle.ts'
import type { RaidenChannel } from './raidenTypes.ts'

type Transaction = { readonly transaction: Hex32 }

/** Channels of the network's token, and what changes them on chain. Each call resolves when its transaction is confirmed. */
export class Channels {
  readonly #handle: RaidenHandle
  readonly #token: string
  /** One account, one transaction after the other. */
  readonly #transactions = new PQueue({ concurrency: 1 })

  constructor(handle: RaidenHandle, network: RaidenNetwork) {
    this.#handle = handle
    this.#token = utils.getAddress(network.token)
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
    return this.#enqueue(async () => {
      if ((await this.list()).some((channel) => channel.partner === partner)) {
        throw new BuskerError(
          'RAIDEN_CHANNEL_EXISTS',
          'There is a channel with this partner already. Deposit into it.',
        )
      }
      return this.#run(
        'Opening the channel',
        (raiden, to) => raiden.openChannel(this.#token, to, options),
        partner,
      )
    })
  }

  deposit(partner: Address, amount: bigint): Promise<Transaction> {
    return this.#enqueue(async () =>
      this.#run(
        'Depositing',
        (raiden, to) => raiden.depositChannel(this.#token, to, amount.toString()),
        partner,
      ),
    )
  }

  /** Takes out `amount` more. Needs the partner's signature, so the partner must be online. */
  withdraw(partner: Address, amount: bigint): Promise<Transaction> {
    return this.#enqueue(async () =>
      this.#run(
        'Withdrawing',
        (raiden, to) => raiden.withdrawChannel(this.#token, to, amount.toString()),
        partner,
      ),
    )
  }

  /** With the partner's consent the channel is settled at once; otherwise it is closed and must be settled later. */
  close(partner: Address): Promise<Transaction> {
    return this.#enqueue(async () =>
      this.#run('Closing the channel', (raiden, to) => raiden.closeChannel(this.#token, to), partner),
    )
  }

  /** Waits until the closed channel may be settled. */
  settle(partner: Address): Promise<Transaction> {
    return this.#run('Settling the channel', (raiden, to) => raiden.settleChannel(this.#token, to), partner)
  }

  #enqueue(call: () => Promise<Transaction>): Promise<Transaction> {
    return this.#transactions.add(call)
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
