import { expect, test } from 'vitest'
import { orderId, toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { refundStateNames } from '../../shared/refundStates.ts'
import { deriveKeys } from '../keys/deriveKeys.ts'
import { newWords } from '../keys/words.ts'
import { newAttempt, refundId } from '../market/refundIdentity.ts'
import { Refunds } from '../market/refunds.ts'
import { openStore } from '../store/openStore.ts'
import { applyAfterRestore } from './snapshotContent.ts'

test('a refund under way on another machine is not sent by this one, and none other changes', async () => {
  const keys = await deriveKeys(newWords(), 1)
  const store = openStore(':memory:', { keys })
  const refunds = new Refunds(store, keys)
  for (const [index, state] of refundStateNames.entries()) {
    const sale = orderId.parse(`0x${String(index).repeat(64)}`)
    refunds.insert({
      id: refundId(sale, 0),
      sale,
      number: 0,
      state,
      buyer: toAddress(`0x${'a'.repeat(40)}`),
      amount: toAmount(5n),
      paymentId: 7n,
      ...newAttempt(),
      endsAccess: false,
      isTakenBack: false,
      fee: null,
      paidAt: null,
      deadline: 9,
      code: null,
      message: null,
      createdAt: index,
      changedAt: 1,
    })
  }
  applyAfterRestore(store)
  const after = refunds.list().toReversed()
  expect(after.map(({ state, code }) => [state, code])).toEqual([
    ['unpaid', 'REFUND_UNSURE'],
    ['ending', null],
    ['refunded', null],
    ['unpaid', null],
  ])
  expect(after.map(({ sale }) => refunds.givenBack(sale))).toEqual([5n, 5n, 5n, 0n])
})
