import { afterEach, beforeEach, expect, test } from 'vitest'
import { accountHandlers } from '../../src/node/api/accountHandlers.ts'
import { Tips } from '../../src/node/wallet/tips.ts'
import { toAmount } from '../../src/shared/money.ts'
import { Fair, fee, type Party, startBalance, token } from './fair.ts'

const asking = { signal: new AbortController().signal, report: () => undefined }
let fair: Fair
let artist: Party
let listener: Party

beforeEach(async () => {
  fair = await Fair.open()
  ;[artist, listener] = [await (await fair.party()).start(), await (await fair.party()).start()]
})
afterEach(() => fair.close())

function handlersOf(party: Party) {
  const payments = fair.raiden.connect(party.account)
  const parts = {
    market: party.running(),
    tips: new Tips({ payments, account: party.account, token, maximumFee: toAmount(fee) }),
    options: { keys: party.keys },
  }
  return accountHandlers(parts as unknown as Parameters<typeof accountHandlers>[0])
}

test('a tip is in the receiver’s ledger, belongs to no order, and moves nothing else', async () => {
  const total = fair.total()
  const sent = await handlersOf(listener).send({ to: artist.account, amount: toAmount(30n) }, asking)
  expect(sent).toMatchObject({ outcome: 'paid', fee })
  expect([listener.balance(), artist.balance()]).toEqual([startBalance - 30n - fee, startBalance + 30n])
  const { ledger, seller } = artist.running()
  await expect
    .poll(() => ledger.list(10))
    .toMatchObject([{ direction: 'received', outcome: 'paid', amount: '30' }])
  expect(seller.sales.list()).toEqual([])
  expect(fair.total()).toBe(total)
})

test('what was bought shows as a policy that was joined', async () => {
  const ware = await fair.ware(artist, 10n)
  expect(await handlersOf(listener).joinedPolicies({}, asking)).toEqual([])
  await listener.buy(ware)
  await listener.until(() => listener.purchases()[0]?.state === 'owned')
  const [purchase] = listener.purchases()
  const [grant] = artist.grants?.list() ?? []
  expect(await handlersOf(listener).joinedPolicies({}, asking)).toEqual([
    {
      id: grant?.id,
      label: ware.work.label,
      publisher: artist.account,
      threshold: 2,
      shares: 3,
      end: grant?.end,
      joinedAt: purchase?.changedAt,
    },
  ])
})
