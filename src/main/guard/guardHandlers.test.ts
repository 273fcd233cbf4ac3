import { beforeEach, describe, expect, test } from 'vitest'
import type { CallContext } from '../../shared/api/define.ts'
import { address, label } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { ChosenFiles } from './chosenFiles.ts'
import { Confirmations, type Question } from './confirmations.ts'
import { type GuardedNode, guardHandlers } from './guardHandlers.ts'
import { pageRights } from './pageRights.ts'

const artist = address.parse(`0x${'a1'.repeat(20)}`)
const somebody = address.parse(`0x${'c3'.repeat(20)}`)
const hub = address.parse(`0x${'b2'.repeat(20)}`)
const song = label.parse(`track/${'a1'.repeat(16)}/1`)
const tokens = (amount: number) => toAmount(BigInt(amount * 10) * 10n ** 17n)
const context: CallContext<unknown> = { signal: new AbortController().signal, report: () => {} }
const declined = expect.objectContaining({ code: 'CONFIRMATION_DECLINED' }) as Error

let asked: Question[] = []
let answer = false
let ran: string[] = []
let limit = 0n
let kept: unknown = null
let keepers = keepersOf(['A', 'B', 'C'])
let handlers: ReturnType<typeof guardHandlers>

beforeEach(() => {
  asked = []
  answer = false
  ran = []
  limit = 0n
  kept = null
  keepers = keepersOf(['A', 'B', 'C'])
  const confirmations = new Confirmations(async (question) => {
    asked.push(question)
    return answer
  })
  const files = new ChosenFiles()
  files.add(['/music'])
  handlers = guardHandlers({ node: () => node(), confirmations, files })
})

/** One keeper of each of these, all of whom answer; a sale takes three. */
function keepersOf(operators: readonly string[]) {
  const ursulas = operators.map((operator, at) => ({ peer: `peer ${at}`, operator, silentSince: null }))
  return { threshold: 2, shares: 3, least: 2, operators: new Set(operators).size, ursulas }
}

function node(): GuardedNode {
  const known = {
    purchase: async () => ({ label: song }),
    comingWork: async () => ({ title: 'Low Water', artistName: 'Ana' }),
    uploadDraft: async () => kept,
    quoteTransfer: async () => ({ to: somebody, fee: toAmount(1n) }),
    sales: async () => [{ id: 'sale', label: song, buyer: somebody, amount: tokens(5), debt: tokens(3) }],
    ursulas: async () => keepers,
    watchedChannels: async () => [{ channel: 7, partner: hub, lost: tokens(2.5) }],
  }
  const run = (name: string) => async () => void ran.push(name)
  return {
    network: {
      chain: { id: 42_161 },
      token: { symbol: 'TOK', decimals: 18 },
      hub: { operator: 'A Hub', raidenAddress: hub, maximumFee: tokens(0.1) },
    } as GuardedNode['network'],
    handlers: {
      ...Object.fromEntries(Object.keys(pageRights).map((name) => [name, run(name)])),
      ...known,
    } as never,
    workOf: (of) => (of === song ? { title: 'Low\nWater“ \u202eX', artist, artistName: 'Ana' } : null),
    spending: {
      spend: async (amount) => {
        if (amount > limit) return false
        limit -= amount
        return true
      },
    },
  }
}

const calls: [string, () => Promise<unknown>, message: string, detail: string][] = [
  [
    'a purchase',
    () => handlers.buy({ label: song, confirmed: tokens(5), follow: false }, context),
    'Pay 5 TOK for “Low Water’ X” by “Ana”?',
    artist,
  ],
  [
    'a gift',
    () => handlers.buy({ label: song, confirmed: tokens(5), gift: 'card', follow: false }, context),
    'as a gift?',
    artist,
  ],
  [
    'an invoice',
    () => handlers.confirm({ id: 'order', amount: tokens(5) }, context),
    'Pay 5 TOK for',
    artist,
  ],
  [
    'a tip',
    () => handlers.send({ to: somebody, amount: tokens(1.5) }, context),
    `Send 1.5 TOK to ${somebody}?`,
    'called back',
  ],
  [
    'money out of the account',
    () =>
      handlers.sendFromAccount(
        {
          id: '7d1ab8a5-6a5f-4b0e-8f61-0d3c2f6a6a10',
          to: 'what the page says',
          asset: 'token',
          amount: tokens(1.5),
          maximumFee: toAmount(42n * 10n ** 12n),
        },
        context,
      ),
    `Send 1.5 TOK out of your account to ${somebody}?`,
    '0.000042 ETH',
  ],
  [
    'a connection',
    () => handlers.beginConnecting({ deposit: tokens(10) }, context),
    'Put 10 TOK into',
    'yours',
  ],
  [
    'a connection at once',
    () => handlers.connect({ deposit: tokens(10) }, context),
    'hub of “A Hub”?',
    'yours',
  ],
  ['a deposit', () => handlers.deposit({ amount: tokens(10) }, context), 'Put 10 TOK into', 'yours'],
  ['a withdrawal', () => handlers.withdraw({ amount: tokens(4) }, context), 'Take 4 TOK out', 'account'],
  [
    'a close',
    () => handlers.closeChannel({ partner: hub }, context),
    'the hub of “A Hub”?',
    'neither buy nor sell',
  ],
  ['a debt given up', () => handlers.waiveDebt({ id: 'sale' }, context), 'Give up 3 TOK', 'again'],
  [
    'a refund',
    () => handlers.refund({ id: 'sale', amount: tokens(2), left: tokens(5), endsAccess: true }, context),
    'Pay 2 TOK back for “Low Water’ X” by “Ana”?',
    somebody,
  ],
  ['a loss accepted', () => handlers.acceptChannelLoss({ channel: 7 }, context), 'Give up 2.5 TOK', 'owed'],
  [
    'a tower',
    () => handlers.addTower({ address: '/dns4/tower.example/tcp/1' }, context),
    '/dns4/tower.example/tcp/1',
    'no power',
  ],
  [
    'a keeper',
    () => handlers.addUrsula({ address: '/dns4/ursula.example/tcp/1' }, context),
    '/dns4/ursula.example/tcp/1',
    'Add only whom you know',
  ],
  [
    'other numbers of keepers',
    () => handlers.setUrsulaTerms({ threshold: 2, shares: 2 }, context),
    '2 keepers, of whom 2',
    'while one is away',
  ],
  [
    'the removal of a keeper without whom nothing can be sold',
    () => handlers.removeUrsula({ peer: 'peer 1' }, context),
    'the keeper of “B”',
    'the 3 keepers',
  ],
  [
    'another way to the chain',
    () => handlers.setRpcUrls({ urls: ['https://rpc.example'] }, context),
    '“https://rpc.example”',
    'trust',
  ],
]

describe.each(calls)('%s', (_what, call, message, detail) => {
  test('is asked about with the amount and whom, and is not done without a yes', async () => {
    await expect(call()).rejects.toThrow(declined)
    expect(asked).toHaveLength(1)
    expect(asked[0]?.message).toContain(message)
    expect(asked[0]?.detail).toContain(detail)
    expect(ran).toEqual([])
  })

  test('is done with a yes', async () => {
    answer = true
    await call()
    expect(ran).toHaveLength(1)
  })
})

test.each([[['A', 'B', 'C', 'D']], [['A', 'B', 'C', 'B']]])(
  'a keeper of %j is removed without a word where enough are left',
  async (operators) => {
    keepers = keepersOf(operators)
    await handlers.removeUrsula({ peer: 'peer 1' }, context)
    expect([asked, ran]).toEqual([[], ['removeUrsula']])
  },
)

test('every method that wants a word is guarded, and no other', () => {
  const guarded = Object.entries(pageRights).filter(([, right]) => right !== 'free')
  expect(Object.keys(handlers).toSorted()).toEqual(guarded.map(([name]) => name).toSorted())
})

test('music is paid for without a word until the day’s limit, fees counted', async () => {
  limit = tokens(10)
  const buy = () => handlers.buy({ label: song, confirmed: tokens(4.9), follow: false }, context)
  await buy()
  await buy()
  await expect(buy()).rejects.toThrow(declined)
  expect(asked).toHaveLength(1)
  expect(ran).toEqual(['buy', 'buy'])
})

test('the fee that was shown is counted, where it is said, and stands in the question', async () => {
  limit = tokens(10)
  const buy = (confirmed: number, fee: number) =>
    handlers.buy(
      { label: song, confirmed: tokens(confirmed), maximumFee: tokens(fee), follow: false },
      context,
    )
  await buy(10, 0)
  await expect(buy(1, 0)).rejects.toThrow(declined)
  expect(asked[0]?.detail).toContain('up to 0 TOK')
  limit = tokens(10)
  await expect(buy(10, 0.1)).rejects.toThrow(declined)
})

test('what is bought together counts together: one question, with all of it in it', async () => {
  const both = [1, 2].map((confirmed) => ({
    label: song,
    artist,
    confirmed: tokens(confirmed),
    maximumFee: tokens(0.1),
  }))
  limit = tokens(3)
  await expect(handlers.buyBasket({ works: both, follow: false }, context)).rejects.toThrow(declined)
  expect(asked[0]?.message).toBe('Pay 3 TOK for 2 works?')
  expect(asked[0]?.detail).toContain('up to 0.2 TOK')
  limit = tokens(3.2)
  await handlers.buyBasket({ works: both, follow: false }, context)
  expect([asked.length, ran, limit]).toEqual([1, ['buyBasket'], 0n])
  const raised = both.map((work) => ({ ...work, maximumFee: tokens(50) }))
  await expect(handlers.buyBasket({ works: raised, follow: false }, context)).rejects.toMatchObject({
    code: 'IPC_INPUT',
  })
})

test('a reservation is a word like a purchase, and counts when it is made: a page can’t reserve beyond the limit', async () => {
  const input = { label: song, artist, confirmed: tokens(2) }
  await expect(handlers.reserve(input, context)).rejects.toThrow(declined)
  expect(asked[0]?.message).toBe('Reserve “Low Water” by “Ana”, and pay 2 TOK at most?')
  expect(asked[0]?.detail).toContain('Nothing is paid now')
  expect(asked[0]?.detail).toContain('up to 0.1 TOK')
  limit = tokens(2.1)
  await handlers.reserve(input, context)
  await expect(handlers.reserve(input, context)).rejects.toThrow(declined)
  expect([ran, limit]).toEqual([['reserve'], 0n])
  await expect(handlers.reserve({ ...input, maximumFee: tokens(50) }, context)).rejects.toMatchObject({
    code: 'IPC_INPUT',
  })
})

test('the channel is filled without a word until the day’s limit', async () => {
  limit = tokens(10)
  await handlers.connect({ deposit: tokens(10) }, context)
  await expect(handlers.deposit({ amount: tokens(1) }, context)).rejects.toThrow(declined)
  expect(ran).toEqual(['connect'])
})

test('a page cannot raise the fee, with a price or without', async () => {
  limit = tokens(100)
  for (const confirmed of [tokens(1), undefined]) {
    const input = { label: song, confirmed, maximumFee: tokens(50), follow: false }
    await expect(handlers.buy(input, context)).rejects.toMatchObject({ code: 'IPC_INPUT' })
  }
  expect(ran).toEqual([])
})

test('what moves no money needs no word', async () => {
  await handlers.buy({ label: song, follow: false }, context)
  await handlers.buy({ label: song, confirmed: toAmount(0n), follow: false }, context)
  await handlers.beginConnecting({ deposit: toAmount(0n) }, context)
  await handlers.waiveDebt({ id: 'another' }, context)
  await handlers.acceptChannelLoss({ channel: 8 }, context)
  expect(asked).toEqual([])
  expect(ran).toHaveLength(5)
})

test('files are those that were chosen, pictures and those of a release included', async () => {
  const track = (file: string, artwork?: string) => ({ file, price: tokens(1), edits: { artwork } })
  const refusal = { code: 'FILE_NOT_CHOSEN' }
  await handlers.inspect({ paths: ['/music/a.wav'] }, context)
  await handlers.upload({ tracks: [track('/music/a.wav', '/music/a.png')] }, context)
  const secret = '/home/ana/.ssh/id_ed25519'
  const refused = [
    handlers.inspect({ paths: ['/music/a.wav', secret] }, context),
    handlers.upload({ tracks: [track(secret)] }, context),
    handlers.upload({ tracks: [track('/music/a.wav', secret)] }, context),
    handlers.upload(
      { tracks: [track('/music/a.wav')], release: { price: tokens(1), edits: { artwork: secret } } },
      context,
    ),
  ]
  for (const call of refused) await expect(call).rejects.toMatchObject(refusal)
  expect(ran).toEqual(['inspect', 'upload'])
})

test('a draft names only what was chosen, and what it named may be opened after a start', async () => {
  const draftOf = (file: string, artwork: string | null = null) => ({
    tracks: [{ file, text: {}, artwork }],
    release: null,
  })
  const refusal = { code: 'FILE_NOT_CHOSEN' }
  await handlers.keepUploadDraft({ draft: draftOf('/music/a.wav') }, context)
  for (const draft of [draftOf('/home/ana/secret'), draftOf('/music/a.wav', '/home/ana/secret')])
    await expect(handlers.keepUploadDraft({ draft }, context)).rejects.toMatchObject(refusal)
  expect(ran).toEqual(['keepUploadDraft'])
  await expect(handlers.inspect({ paths: ['/before/b.wav'] }, context)).rejects.toMatchObject(refusal)
  kept = { draft: draftOf('/before/b.wav', '/before/c.png'), keptAt: 1, gone: [], pictures: [] }
  await handlers.uploadDraft({}, context)
  await handlers.inspect({ paths: ['/before/b.wav', '/before/c.png'] }, context)
  await expect(handlers.inspect({ paths: ['/before/d.wav'] }, context)).rejects.toMatchObject(refusal)
})
