import { beforeEach, expect, test, vi } from 'vitest'
import type { SaleView } from '../../shared/api/node.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import type { Notice } from './notifier.ts'
import { SaleNotifications } from './saleNotifications.ts'

const sale = {
  id: 'a',
  state: 'paid',
  label: 'label',
  buyer: `0x${'ab'.repeat(20)}`,
  amount: 1_500n * 10n ** 15n,
} as unknown as SaleView

let shown: Notice[]
let isEnabled: boolean
let notifications: SaleNotifications
const onClick = vi.fn<() => void>()
beforeEach(() => {
  shown = []
  isEnabled = true
  onClick.mockClear()
  notifications = new SaleNotifications({
    isEnabled: () => isEnabled,
    network: () => ({ token: { symbol: 'TOK', decimals: 18 } }) as NetworkProfile,
    titleOf: (label) => (label === sale.label ? 'Low Water' : null),
    show: (notice) => shown.push(notice),
    onClick,
  })
})

test('a sale is told of when it is paid, once, with what was paid and by whom', () => {
  for (const state of ['invoiced', 'paid', 'paid', 'delivered'] as const)
    notifications.onSaleChanged({ ...sale, state })
  expect(shown).toEqual([
    {
      title: 'Sold: Low Water',
      body: '0xabab…abab bought it for 1.50 TOK.',
      label: sale.label,
      onClick: expect.any(Function),
    },
  ])
})

test('who said how they call themselves is told of by that, as theirs, beside their account', () => {
  notifications.onSaleChanged({ ...sale, greeting: { name: 'Ana', wantsThanks: true } })
  expect(shown[0]?.body).toBe('“Ana” (0xabab…abab) bought it for 1.50 TOK.')
})

test('a new edition that an owner gets for nothing is no sale', () => {
  notifications.onSaleChanged({ ...sale, isNewEdition: true })
  expect(shown).toEqual([])
})

test('a little is never told of as nothing', () => {
  notifications.onSaleChanged({ ...sale, amount: 1n as SaleView['amount'] })
  expect(shown[0]?.body).toBe('0xabab…abab bought it for < 0.01 TOK.')
})

test('who does not want to hear of sales does not, and who presses on one comes to them', () => {
  isEnabled = false
  notifications.onSaleChanged(sale)
  expect(shown).toEqual([])
  isEnabled = true
  notifications.onSaleChanged({ ...sale, id: 'b' })
  shown[0]?.onClick()
  expect(onClick).toHaveBeenCalledOnce()
})
