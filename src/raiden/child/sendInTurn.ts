import PQueue from 'p-queue'

/** The part of ethers' signer that sends. */
export interface TransactionSigner {
  sendTransaction(transaction: object): Promise<{ readonly nonce: number }>
  getTransactionCount(tag: 'pending'): Promise<number>
}

/** How long an address of the chain may not know of what was sent to it, ms. */
const settlingMs = 60_000

/**
 * Has each transaction of the account leave with a nonce of its own, however many are made at once: one is sent after the
 * other, and each is waited for in parallel. Behind what was sent in the last minute an address of the chain that knows less
 * is not believed; after that it is, so that a transaction the chain has dropped leaves no gap for good.
 *
 * @param now ms of a clock that never goes back
 */
export function sendInTurn(signer: TransactionSigner, now: () => number = () => performance.now()): void {
  const queue = new PQueue({ concurrency: 1 })
  const send = signer.sendTransaction.bind(signer)
  let last: { readonly nonce: number; readonly at: number } | null = null
  const sendNext = async (transaction: object) => {
    const pending = await signer.getTransactionCount('pending')
    const following = last !== null && now() - last.at < settlingMs ? last.nonce + 1 : 0
    const sent = await send({ ...transaction, nonce: Math.max(pending, following) })
    last = { nonce: sent.nonce, at: now() }
    return sent
  }
  signer.sendTransaction = async (transaction) => {
    const { promise, resolve, reject } = Promise.withResolvers<{ readonly nonce: number }>()
    void queue.add(async () => sendNext(transaction).then(resolve, reject))
    return promise
  }
}
