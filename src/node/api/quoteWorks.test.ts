import { beforeEach, expect, test, vi } from 'vitest'
import { BuskerError } from '../../shared/errors.ts'
import { address, type CidText, type Label, toLabel, workId, type WorkKind } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { WorkSummary } from '../catalogue/work.ts'
import type { ContentKey } from '../access/access.ts'
import { commitmentOf } from '../access/capsules.ts'
import { type QuoteParts, quoteWorks } from './quoteWorks.ts'

const account = address.parse(`0x${'a'.repeat(40)}`)
const artist = address.parse(`0x${'b'.repeat(40)}`)
const key = new Uint8Array(32) as ContentKey
const quoteFee = vi.fn<(to: string, amount: Amount) => Promise<Amount>>()
const idOf = (digit: string) => workId.parse(digit.repeat(32))
const labelOf = (kind: WorkKind, digit: string) => toLabel(kind, idOf(digit), 1)

let known: Map<string, WorkSummary>
let live: Map<Label, string>
/** What was paid for tracks of every release. */
let credit: bigint

beforeEach(() => {
  quoteFee.mockReset().mockImplementation(async () => toAmount(2n))
  live = new Map()
  credit = 0n
  known = new Map()
})

function offer(kind: WorkKind, digit: string, price: bigint, more: Partial<WorkSummary> = {}): Label {
  const id = idOf(digit)
  known.set(`${kind}/${id}`, {
    kind,
    id,
    edition: 1,
    artist,
    title: digit,
    manifest: `${kind}${digit}` as CidText,
    price: { amount: toAmount(price) },
    tags: [],
    ...more,
  } as unknown as WorkSummary)
  return labelOf(kind, digit)
}

function parts(tracksOfRelease: readonly string[] = [], ownedTracks: readonly string[] = []): QuoteParts {
  return {
    account,
    now: () => 1,
    catalogue: {
      releaseDuration: () => null,
      work: (kind: WorkKind, id: string) => known.get(`${kind}/${id}`),
      manifest: (cid: string) =>
        cid.startsWith('release')
          ? {
              kind: 'release',
              body: { tracks: tracksOfRelease.map((digit) => ({ id: idOf(digit), edition: 1 })) },
            }
          : undefined,
      describe: (cid: string) => ({ id: idOf(cid.slice(-1)), edition: 1, commitment: commitmentOf(key) }),
    },
    access: {
      contentKey: (id: string) => (ownedTracks.some((digit) => id === idOf(digit)) ? key : undefined),
    },
    credit: { of: () => toAmount(credit) },
    discovery: { lookUp: async () => undefined },
    purchases: {
      findLive(label: Label, recipient: string) {
        const state = live.get(recipient === account ? label : (`${recipient} ${label}` as Label))
        return state === undefined ? undefined : { state }
      },
    },
    quoteFee,
    maximumFee: toAmount(10n),
  } as unknown as QuoteParts
}
const quote = (labels: readonly Label[], of = parts()) =>
  quoteWorks(
    of,
    labels.map((label) => ({ label })),
  )
const statesOf = async (labels: readonly Label[], of = parts()) =>
  (await quote(labels, of)).works.map(({ state }) => state)

test('each work is said once with its own fee, and the sums are of those that can be bought', async () => {
  const labels = [offer('track', '1', 5n), offer('track', '2', 7n)]
  expect(await quote([...labels, ...labels])).toMatchObject({
    works: [
      { label: labels[0], state: 'ready', fee: 2n },
      { label: labels[1], state: 'ready', fee: 2n },
    ],
    price: 12n,
    fee: 4n,
    isFeeKnown: true,
  })
  expect(quoteFee.mock.calls).toEqual([
    [artist, 5n],
    [artist, 7n],
  ])
})

test('what is one’s own, ordered or offered by nobody costs nothing and is not bought along', async () => {
  const own = offer('track', '1', 5n, { artist: account })
  const ordered = offer('track', '2', 5n)
  live.set(ordered, 'paying')
  const failed = offer('track', '3', 5n)
  live.set(failed, 'failed')
  const states = await statesOf([own, ordered, failed, labelOf('track', '9')])
  expect(states).toEqual(['own', 'ordered', 'ready', 'unknown'])
})

test('a track comes with a release that is bought along, and not with one that is not', async () => {
  const [release, track, another] = [
    offer('release', '1', 20n),
    offer('track', '2', 5n),
    offer('track', '3', 5n),
  ]
  expect(await statesOf([track, another, release], parts(['2']))).toEqual(['included', 'ready', 'ready'])
  live.set(release, 'paying')
  expect(await statesOf([track, release], parts(['2']))).toEqual(['ready', 'ordered'])
})

test('where the hub does not say, the most it may take is counted; what it asks beyond that ends the quote', async () => {
  const label = offer('track', '1', 5n)
  quoteFee.mockRejectedValueOnce(new BuskerError('RAIDEN_HUB_UNREACHABLE', 'It is silent.'))
  expect(await quote([label])).toMatchObject({ works: [{ fee: null }], fee: 10n, isFeeKnown: false })
  quoteFee.mockRejectedValueOnce(new BuskerError('RAIDEN_FEE_ABOVE_CAP', 'It asks for a fortune.'))
  await expect(quote([label])).rejects.toMatchObject({ code: 'RAIDEN_FEE_ABOVE_CAP' })
})

test('where two artists offer the same label, only the one that is meant is quoted', async () => {
  const label = offer('track', '1', 5n)
  const { works } = await quoteWorks(parts(), [{ label, artist: account }])
  expect(works).toMatchObject([{ state: 'unknown', work: null }])
})

test('what one owns can be given; what a contact was given already is not paid again', async () => {
  const label = offer('track', '1', 5n)
  const friend = address.parse(`0x${'c'.repeat(40)}`)
  const states = async () =>
    (await quoteWorks(parts([], ['1']), [{ label }, { label, recipient: friend }])).works.map(
      ({ state, recipient }) => [state, recipient],
    )
  expect(await states()).toEqual([
    ['owned', null],
    ['ready', friend],
  ])
  live.set(`${friend} ${label}` as Label, 'handedOver')
  expect((await states())[1]).toEqual(['owned', friend])
  live.set(`${friend} ${label}` as Label, 'paying')
  expect((await states())[1]).toEqual(['ordered', friend])
})

test('a present costs the whole price, whatever one has paid for a release’s tracks', async () => {
  credit = 15n
  const label = offer('release', '1', 20n)
  const friend = address.parse(`0x${'c'.repeat(40)}`)
  const { works, price } = await quoteWorks(parts(['2']), [{ label }, { label, recipient: friend }])
  expect(works.map(({ work }) => work?.price)).toEqual([5n, 20n])
  expect(price).toBe(25n)
})

test('a track comes with a release for the same person, and for nobody else', async () => {
  const [release, track] = [offer('release', '1', 20n), offer('track', '2', 5n)]
  const friend = address.parse(`0x${'c'.repeat(40)}`)
  const chosen = [
    { label: release, recipient: friend },
    { label: track, recipient: friend },
    { label: track },
  ]
  const { works } = await quoteWorks(parts(['2']), chosen)
  expect(works.map(({ state }) => state)).toEqual(['ready', 'included', 'ready'])
})
