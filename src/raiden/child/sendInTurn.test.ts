import { expect, test } from 'vitest'
import { sendInTurn } from './sendInTurn.ts'

/** A chain that counts a transaction only when told to. */
function laggingSigner() {
  const sent: { nonce: number }[] = []
  let known = 5
  const signer = {
    getTransactionCount: async () => known,
    sendTransaction: async (transaction: object): Promise<{ readonly nonce: number }> => {
      const { nonce, fails } = transaction as { nonce: number; fails?: boolean }
      if (fails === true) throw new Error('refused')
      sent.push({ nonce })
      return { nonce }
    },
  }
  return { signer, sent, learn: (count: number) => (known = count) }
}

test('transactions made at once have nonces of their own, whatever the chain knows yet', async () => {
  const { signer, sent } = laggingSigner()
  sendInTurn(signer)
  await Promise.all(Array.from({ length: 20 }, async () => signer.sendTransaction({})))
  expect(sent.map(({ nonce }) => nonce)).toEqual(Array.from({ length: 20 }, (_, index) => 5 + index))
})

test('one that is refused leaves no gap, and fails alone', async () => {
  const { signer, sent } = laggingSigner()
  sendInTurn(signer)
  const outcomes = await Promise.allSettled([
    signer.sendTransaction({}),
    signer.sendTransaction({ fails: true }),
    signer.sendTransaction({}),
  ])
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(sent.map(({ nonce }) => nonce)).toEqual([5, 6])
})

test('what others have sent for the account is counted, and what the chain has dropped is not', async () => {
  let time = 0
  const { signer, sent, learn } = laggingSigner()
  sendInTurn(signer, () => time)
  await signer.sendTransaction({})
  learn(9)
  await signer.sendTransaction({})
  learn(6)
  time = 59_999
  await signer.sendTransaction({})
  time += 60_000
  await signer.sendTransaction({})
  expect(sent.map(({ nonce }) => nonce)).toEqual([5, 9, 10, 6])
})
