import { beforeAll, expect, test } from 'vitest'
import { encodeText } from '../../protocol/codec.ts'
import { type Receipt, receipt as receiptSchema } from '../../protocol/purchase.ts'
import { fromLabel, toAddress, toLabel } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { chain } from '../market/testing/marketFixtures.ts'
import { createOrder, createPeople, createWork, type OrderPeople } from '../market/testing/orderFixture.ts'
import type { Work } from '../market/workResolver.ts'
import { checkReceipt } from './checkReceipt.ts'
import { receiptBegin, receiptEnd } from './findReceipt.ts'
import { type ReceiptContent, receiptPage } from './receiptPage.ts'

let people: OrderPeople
let work: Work
let genuine: Receipt
const line = (receipt: Receipt) => encodeText(receiptSchema, receipt)

beforeAll(async () => {
  people = await createPeople()
  work = await createWork(people.artist)
  genuine = (await createOrder(people.artist, people.listener, work)).receipt
})

const accountOf = (who: keyof OrderPeople) => people[who].identity.body.account

const networkOf = (decimals = 2) =>
  ({
    name: 'A network',
    token: { address: toAddress(`0x${'11'.repeat(20)}`), symbol: 'tUSD', name: 'Test dollar', decimals },
    chain: { id: chain.id, name: 'A chain' },
    contracts: { tokenNetwork: chain.tokenNetwork },
  }) as unknown as ReceiptContent['network']

function pageOf(change: Partial<ReceiptContent> = {}): string {
  return receiptPage({
    ...genuine.invoice.invoice,
    id: `0x${'12'.repeat(32)}`,
    title: 'Salt',
    artistName: 'Maren Holt',
    fee: toAmount(3n),
    orderedAt: Date.UTC(2026, 10, 22, 20, 30),
    network: networkOf(),
    proof: line(genuine),
    ...change,
  })
}

test('a page and the bare receipt vouch for the same: who paid whom for what', async () => {
  const facts = {
    seller: accountOf('artist'),
    buyer: accountOf('listener'),
    recipient: accountOf('listener'),
    label: work.label,
    manifest: work.manifest,
    amount: 100n,
    chainId: chain.id,
    tokenNetwork: chain.tokenNetwork,
  }
  expect(await checkReceipt(pageOf())).toEqual(facts)
  expect(await checkReceipt(`${line(genuine)}\n`)).toEqual(facts)
})

test('a page is read by people: what, whose, when, how much, and who', () => {
  const page = pageOf()
  for (const words of ['Salt', 'Maren Holt', '22 November 2026', '1.03', '0.03', 'tUSD', 'A network'])
    expect(page).toContain(words)
  for (const who of ['artist', 'listener'] as const) expect(page).toContain(accountOf(who))
  expect(page).toMatch(/^<!doctype html>\s*<html lang="en" dir="ltr">/)
})

/** What a page lists, as its reader sees it. */
function factsOn(page: string): Record<string, string | undefined> {
  const facts = page.matchAll(/<dt>(.*?)<\/dt>\s*<dd>(.*?)<\/dd>/gs)
  return Object.fromEntries([...facts].map(([, term = '', value = '']) => [term, textOf(value)]))
}
const textOf = (markup: string) => markup.replaceAll(/<[^>]*>/g, '').trim()
const totalOn = (page: string) => textOf(/<p class="total">(.*?)<\/p>/s.exec(page)?.[1] ?? '')

test('a page lists what its buyer noted and what its proof holds, and sums up what was paid', () => {
  const page = pageOf()
  expect(factsOn(page)).toEqual({
    Work: 'Salt',
    Artist: 'Maren Holt',
    'Ordered on': expect.stringContaining('22 November 2026') as string,
    Price: '1.00 tUSD',
    'Hub’s fee': '0.03 tUSD',
    Network: 'A network',
    'Sold by': accountOf('artist'),
    'Bought by': accountOf('listener'),
    Label: work.label,
    Manifest: work.manifest,
    'Price in base units': '100',
    'Token network': chain.tokenNetwork,
    Chain: String(chain.id),
  })
  expect(totalOn(page)).toBe('1.03 tUSD')
  expect(page).toContain('<title>Receipt for “Salt”</title>')
})

test('a fee that is not known is neither listed nor in the sum', () => {
  const page = pageOf({ fee: null })
  const { 'Hub’s fee': _, ...others } = factsOn(pageOf())
  expect(factsOn(page)).toEqual(others)
  expect(totalOn(page)).toBe('1.00 tUSD')
  expect(page).not.toContain('null')
})

test.each([
  [0, 100n, '100.00'],
  [1, 15n, '1.50'],
  [2, 105n, '1.05'],
  [3, 1_050n, '1.05'],
  [3, 1_055n, '1.055'],
  [18, 1_500_000_000_000_000_000n, '1.50'],
  [18, 1_500_000_000_000_000_001n, '1.500000000000000001'],
])('an amount is told to the last unit of a token of %i decimals: %i is %s', (decimals, amount, text) => {
  const page = pageOf({ network: networkOf(decimals), amount: toAmount(amount), fee: null })
  expect(factsOn(page)).toMatchObject({ Price: `${text} tUSD`, 'Price in base units': String(amount) })
  expect(totalOn(page)).toBe(`${text} tUSD`)
})

test('a page reaches nothing and runs nothing', () => {
  const page = pageOf()
  expect(page).not.toMatch(/<(script|img|link|iframe|object|embed|form|a|base|svg|audio|video)\b/i)
  expect(page).not.toMatch(/\b(src|href|on\w+)\s*=/i)
  expect(page).not.toMatch(/https?:|url\(|@import/i)
  expect(page).toContain('default-src &#39;none&#39;')
})

test('words changed on a page change nothing of what its proof says', async () => {
  const genuinePage = pageOf()
  const forged = genuinePage
    .replaceAll('Salt', 'Everything')
    .replaceAll('1.00', '1000000.00')
    .replaceAll(accountOf('listener'), accountOf('friend'))
    .replaceAll(work.label, toLabel('release', fromLabel(work.label).id, 7))
  expect(forged).not.toBe(genuinePage)
  expect(await checkReceipt(forged)).toEqual(await checkReceipt(genuinePage))
})

test('a proof that was changed anywhere holds no more', async () => {
  const proof = line(genuine)
  for (let at = 0; at < proof.length; at += 97) {
    const other = proof[at] === 'A' ? 'B' : 'A'
    const changed = proof.slice(0, at) + other + proof.slice(at + 1)
    await expect(checkReceipt(pageOf({ proof: changed }))).rejects.toMatchObject({
      code: expect.stringMatching(/^PROTOCOL_(FORGED|MALFORMED|TOO_LARGE)$/) as string,
    })
  }
  await expect(checkReceipt(pageOf({ proof: proof.slice(0, -4) }))).rejects.toMatchObject({
    code: 'PROTOCOL_MALFORMED',
  })
})

test('parts of two genuine receipts make none', async () => {
  const other = (await createOrder(people.artist, people.friend, work)).receipt
  for (const mixed of [
    { ...genuine, request: other.request },
    { ...genuine, invoice: other.invoice },
    { ...genuine, secret: other.secret },
  ])
    await expect(checkReceipt(line(mixed))).rejects.toMatchObject({ code: 'PROTOCOL_FORGED' })
})

test('whoever plays both sides of a sale of somebody else’s work proves nothing', async () => {
  const stolen = { ...work, artist: accountOf('friend') }
  const { receipt } = await createOrder(people.friend, people.listener, stolen)
  await expect(checkReceipt(line(receipt))).rejects.toMatchObject({ code: 'RECEIPT_OF_ANOTHER' })
})

test('a gift names whom it was given to', async () => {
  const { receipt } = await createOrder(people.artist, people.friend, work, people.listener)
  expect(await checkReceipt(line(receipt))).toMatchObject({
    buyer: accountOf('friend'),
    recipient: accountOf('listener'),
  })
  const page = pageOf({ ...receipt.invoice.invoice, proof: line(receipt) })
  expect(page).toContain('Given to')
  expect(pageOf()).not.toContain('Given to')
})

test.each([
  ['markup', '<img src=x onerror=alert(1)><script>alert(2)</script>'],
  ['quotes', `" onmouseover="alert(1)' x='`],
  ['an end of the style', '</style><script>alert(1)</script>'],
  ['a proof of its own', `${receiptBegin}\nabc\n${receiptEnd}`],
  ['an end of the proof', `${receiptEnd}</pre>`],
  ['characters of no document', 'a\u0000b\u001bc\ud800d'],
])('an artist whose names hold %s changes neither the page nor what it proves', async (_, text) => {
  const network = { name: text, token: { symbol: text, decimals: 2 }, chain: { id: 1 }, contracts: chain }
  const page = pageOf({
    title: text,
    artistName: text,
    network: network as unknown as ReceiptContent['network'],
  })
  expect(page).not.toMatch(/<script|<img|onmouseover="/)
  expect(page.match(/<[^>]*>/g)?.some((tag) => /\son\w+=/.test(tag))).toBe(false)
  expect(page).not.toMatch(/[[\p{Cc}--[\t\n\r]]\p{Cs}]/v)
  expect(await checkReceipt(page)).toEqual(await checkReceipt(line(genuine)))
})
