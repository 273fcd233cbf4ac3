import { expect, test } from 'vitest'
import { toAmount } from '../../shared/money.ts'
import { openStore } from '../store/openStore.ts'
import { TransferRates } from './transferRates.ts'

test('what a token was worth when some were sent is written once', () => {
  const store = openStore(':memory:')
  const rates = new TransferRates(store)
  const euros = { currency: 'EUR', perToken: toAmount(921_566_820_276n) }
  rates.keep('one', euros)
  rates.keep('one', { currency: 'GBP', perToken: toAmount(1n) })
  expect([...new TransferRates(store).all()]).toEqual([['one', euros]])
  store.close()
})
