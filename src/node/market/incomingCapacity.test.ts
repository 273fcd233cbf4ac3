import { expect, test } from 'vitest'
import { BuskerError, type ErrorCode } from '../../shared/errors.ts'
import { toAmount } from '../../shared/money.ts'
import { IncomingCapacity } from './incomingCapacity.ts'

const refuse = (code: ErrorCode) => () => Promise.reject(new BuskerError(code, 'No.'))
const own = async () => toAmount(5n)

test('whether a payment can come in is what the hub says', async () => {
  for (const answer of [true, false]) {
    const capacity = new IncomingCapacity({
      canReceive: async (amount) => answer && amount === 9n,
      receivable: own,
    })
    expect(await capacity.canReceive(toAmount(9n))).toBe(answer)
  }
})

test('while the hub does not answer, this node’s own view of its channels decides, to the unit', async () => {
  const capacity = new IncomingCapacity({ canReceive: refuse('RAIDEN_HUB_UNREACHABLE'), receivable: own })
  expect(await capacity.canReceive(toAmount(5n))).toBe(true)
  expect(await capacity.canReceive(toAmount(6n))).toBe(false)
})

test.each<ErrorCode>(['PROCESS_NOT_RUNNING', 'PROCESS_CRASHED'])(
  'while Raiden does not run nothing can come in: %s',
  async (code) => {
    const capacity = new IncomingCapacity({ canReceive: refuse(code), receivable: refuse(code) })
    expect(await capacity.canReceive(toAmount(0n))).toBe(false)
    expect(await capacity.receivable()).toBe(0n)
  },
)

test('any other failure is told', async () => {
  const error = { code: 'RAIDEN_FAILED' }
  const failing = refuse('RAIDEN_FAILED')
  const unheard = new IncomingCapacity({ canReceive: failing, receivable: own })
  await expect(unheard.canReceive(toAmount(1n))).rejects.toMatchObject(error)
  const unseen = new IncomingCapacity({ canReceive: async () => true, receivable: failing })
  await expect(unseen.receivable()).rejects.toMatchObject(error)
})
