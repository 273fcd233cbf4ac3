import type { Channel } from '../../../raiden/raidenContract.ts'
import { BuskerError } from '../../../shared/errors.ts'
import { type Address, hex32, toAddress } from '../../../shared/ids.ts'
import { toAmount } from '../../../shared/money.ts'

export const hub = toAddress(`0x${'3'.repeat(40)}`)
/** Of every transaction. */
export const hash = hex32.parse(`0x${'7'.repeat(64)}`)

/** One channel as the chain has it, under a Raiden that can die before or after the chain has taken something. */
export class ChainChannel {
  deposit = 20n
  withdrawn = 0n
  isOpen = true
  dies: 'before' | 'after' | null = null
  /** Of every call that sends. */
  sent = 0
  #onReady: () => void = () => undefined

  channels = async (): Promise<Channel[]> =>
    this.isOpen
      ? [
          {
            partner: hub,
            state: 'open',
            ownDeposit: toAmount(this.deposit),
            ownWithdrawable: toAmount(this.deposit - this.withdrawn),
          } as Channel,
        ]
      : []
  addDeposit = (amount: bigint) => this.#send(() => (this.deposit += amount))
  depositUpTo = async (_partner: Address, total: bigint): Promise<void> => {
    if (!this.isOpen) throw new BuskerError('RAIDEN_NO_CHANNEL', 'There is none.')
    if (total > this.deposit) await this.#send(() => (this.deposit = total))
  }
  withdraw = (_partner: Address, amount: bigint) => this.#send(() => (this.withdrawn += amount))
  closeChannel = () => this.#send(() => (this.isOpen = false))
  onReady = (listener: () => void): (() => void) => {
    this.#onReady = listener
    return () => undefined
  }
  restart(): void {
    this.#onReady()
  }

  async #send(act: () => void) {
    this.sent += 1
    this.#dieAt('before')
    act()
    this.#dieAt('after')
    return hash
  }
  #dieAt(moment: 'before' | 'after'): void {
    if (this.dies !== moment) return
    this.dies = null
    throw new BuskerError('PROCESS_CRASHED', 'The Raiden node died.')
  }
}
