import { expect, test } from 'vitest'
import { isHubCredit } from './hubCredit.ts'
import { toAddress } from './ids.ts'

const [hub, fan] = [toAddress(`0x${'11'.repeat(20)}`), toAddress(`0x${'22'.repeat(20)}`)]
const credit = { direction: 'received', order: null, initiator: hub, partner: hub } as const

test('what the hub pays itself, for no order, is its credit', () => {
  expect(isHubCredit(credit)).toBe(true)
})

test.each([
  ['a tip, which only came by way of the hub', { initiator: fan }],
  ['a sale, even to whom the channel is with', { order: 'order-1' }],
  ['a tip that was sent, whoever it was for', { direction: 'sent' }],
] as const)('%s is no credit', (_, change) => {
  expect(isHubCredit({ ...credit, ...change })).toBe(false)
})
