import { distinctUntilChanged, map } from 'rxjs'
import type { Raiden } from './raidenTypes.ts'

/** raiden-ts's action for a message that has come in; only what is looked at here. */
interface ReceivedMessage {
  readonly type?: unknown
  readonly payload?: { readonly message?: { readonly type?: unknown } }
  readonly meta?: { readonly address?: unknown }
}

/**
 * Keeps a partner's requests to withdraw, and so to settle at once, from being answered while a deposit into the same
 * channel is under way: both would sign amounts that the deposit makes wrong, and the settlement would fail on chain. The
 * partner repeats its request; what is not taken in is as good as lost on the way.
 */
export class WithdrawalHold {
  readonly #raiden: Raiden
  readonly #confirmations: number
  readonly #held = new Map<string, number>()
  /** What an earlier process has sent, and with whom, is not known: until that is on chain, all are held. */
  #holdsAll = false

  constructor(raiden: Raiden, confirmations: number) {
    this.#raiden = raiden
    this.#confirmations = confirmations
  }

  /** Whether this action of raiden-ts is not to be taken in now. */
  isHeld(action: unknown): boolean {
    const { type, payload, meta } = action as ReceivedMessage
    if (type !== 'message/received' || payload?.message?.type !== 'WithdrawRequest') return false
    return this.#holdsAll || this.#held.has(String(meta?.address))
  }

  /** @param partner checksummed @returns ends it */
  hold(partner: string): () => void {
    this.#held.set(partner, (this.#held.get(partner) ?? 0) + 1)
    return () => {
      const left = (this.#held.get(partner) ?? 1) - 1
      if (left === 0) this.#held.delete(partner)
      else this.#held.set(partner, left)
    }
  }

  /** To be called before raiden-ts starts: transactions of an earlier process may still be on their way. */
  async start(): Promise<void> {
    const { address, provider, state$ } = this.#raiden
    const sent = await provider.getTransactionCount(address, 'pending')
    const isOnChain = async () =>
      (await provider.getTransactionCount(address, 'latest')) >= sent ||
      (await provider.getTransactionCount(address, 'pending')) < sent
    if (await isOnChain()) return
    this.#holdsAll = true
    let onChainSince: number | null = null
    const subscription = state$
      .pipe(
        map(({ blockNumber }) => blockNumber),
        distinctUntilChanged(),
      )
      .subscribe((block) => {
        if (onChainSince !== null && block > onChainSince + this.#confirmations) {
          this.#holdsAll = false
          subscription.unsubscribe()
        } else if (onChainSince === null) {
          isOnChain().then(
            (found) => (onChainSince ??= found ? block : null),
            (error: unknown) =>
              process.stderr.write(`Sent transactions can't be counted: ${String(error)}\n`),
          )
        }
      })
  }
}
