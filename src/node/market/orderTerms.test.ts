import { expect, test } from 'vitest'
import { defaultMailboxLimits } from '../../hub/mailbox/mailboxLimits.ts'
import { orderTerms } from './orderTerms.ts'

test('an invoice can be paid for ten minutes, a request waits a week, and access can be opened for ninety days', () => {
  const { invoiceMs, requestMs, terms } = orderTerms
  expect(new Date(invoiceMs).toISOString()).toBe('1970-01-01T00:10:00.000Z')
  expect(new Date(requestMs).toISOString()).toBe('1970-01-08T00:00:00.000Z')
  expect(new Date(terms.accessMs).toISOString()).toBe('1970-04-01T00:00:00.000Z')
  expect(requestMs).toBeLessThan(defaultMailboxLimits.maxAgeMs)
})

test('of three Ursulas one may be away, and none opens anything alone', () => {
  expect(orderTerms.terms).toMatchObject({ threshold: 2, shares: 3 })
})
