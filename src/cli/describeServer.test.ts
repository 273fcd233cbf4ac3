import { expect, test } from 'vitest'
import type { ServerOverview } from '../shared/api/remote.ts'
import { address, label, peerIdText } from '../shared/ids.ts'
import { toAmount } from '../shared/money.ts'
import { describeOverview, describePaired } from './describeServer.ts'

const account = address.parse(`0x${'1'.repeat(40)}`)
const token = 10n ** 18n
const waiting: ServerOverview = {
  status: {
    account,
    peer: 'p',
    network: { id: 'n', name: 'N', symbol: 'tUSD', decimals: 18 },
    parts: [
      {
        name: 'raiden',
        state: 'failed',
        problem: { code: 'IPFS_FOLDER_IN_USE', message: 'The hub is\u001b[2J away.' },
      },
    ],
    warnings: [],
  },
  lease: { isHere: false, other: null, yieldedTo: null, isTakingOver: false },
  wallet: null,
  sales: [],
  saleCount: 0,
}

test('a server that does not sell says so, with what is wrong there, in words that change no terminal', () => {
  const text = describeOverview(waiting)
  expect(text).toContain('does not sell: another machine does')
  expect(text).toContain('Its payments do not run now.')
  expect(text).toContain('Nothing was sold yet.')
  expect(text).toMatch(/IPFS_FOLDER_IN_USE: The hub is/)
  expect(text).not.toContain('\u001b')
})

test('one that is to go on, and one that sells, say that, and what came in', () => {
  const taking = { ...waiting, lease: { ...waiting.lease, isTakingOver: true } }
  expect(describeOverview(taking)).toContain('once the other machine has let go')
  const sale = {
    id: 'a',
    state: 'delivered' as const,
    label: label.parse(`track/${'0'.repeat(32)}/1`),
    buyer: account,
    recipient: account,
    amount: toAmount(2n * token),
    debt: null,
    isDebtWaived: false,
    code: null,
    message: null,
    deadline: null,
    createdAt: 1,
    changedAt: 1,
  }
  const wallet = { spendable: toAmount(2n * token), receivable: toAmount(98n * token) }
  const text = describeOverview({
    ...waiting,
    lease: { ...waiting.lease, isHere: true },
    wallet: wallet as ServerOverview['wallet'],
    sales: [sale],
    saleCount: 7,
  })
  expect(text).toContain('Your server sells.')
  expect(text).toContain('2.00 tUSD to spend, 98.00 tUSD can be received')
  expect(text).toMatch(/Sold: 7\n[^]*2\.00 tUSD/)
})

test('which server is paired is said with its number', () => {
  const peer = peerIdText.parse('12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp')
  expect(describePaired({ peer, name: 'cellar', at: 1 })).toContain(`Paired with cellar, ${peer}.`)
  expect(describePaired(null)).toBe('No server is paired.')
})
