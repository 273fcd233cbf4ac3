import { beforeEach, expect, test, vi } from 'vitest'
import type { SaleView } from '../../shared/api/node.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import type { Notice } from '../windows/notice.ts'
import { SaleNotices } from './saleNotices.ts'

const sale = {
  id: 'a',
  state: 'paid',
  label: 'label',
  buyer: `0x${'ab'.repeat(20)}`,
  amount: 1_500n * 10n ** 15n,
} as unknown as SaleView

let shown: Notice[]
let isWanted: boolean
let notices: SaleNotices
const onPress = vi.fn<() => void>()
beforeEach(() => {
  shown = []
  isWanted = true
  onPress.mockClear()
  notices = new SaleNotices({
    isWanted: () => isWanted,
    network: () => ({ token: { symbol: 'TOK', decimals: 18 } }) as NetworkProfile,
    titleOf: (label) => (label === sale.label ? 'Low Water' : null),
    show: (notice) => shown.push(notice),
    onPress,
  })
})

test('a sale is told of when it is paid, once, with what was paid and by whom', () => {
  for (const state of ['invoiced', 'paid', 'paid', 'granted']) notices.changed({ ...sale, state })
  expect(shown).toEqual([
    { title: 'Sold: Low Water', body: '0xabab…abab bought it for 1.50 TOK.', onPress: expect.any(Function) },
  ])
})

test('a little is never told of as nothing', () => {
  notices.changed({ ...sale, amount: 1n as SaleView['amount'] })
  expect(shown[0]?.body).toBe('0xabab…abab bought it for < 0.01 TOK.')
})

test('who does not want to hear of sales does not, and who presses on one comes to them', () => {
  isWanted = false
  notices.changed(sale)
  expect(shown).toEqual([])
  isWanted = true
  notices.changed({ ...sale, id: 'b' })
  shown[0]?.onPress()
  expect(onPress).toHaveBeenCalledOnce()
})
