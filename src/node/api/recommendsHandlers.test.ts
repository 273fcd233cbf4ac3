import { expect, test } from 'vitest'
import { CatalogueHarness, strangersPeer } from '../catalogue/testing/catalogueHarness.ts'
import { createPublisher, trackFixture } from '../catalogue/testing/manifestFixtures.ts'
import { HiddenArtists } from '../catalogue/hiddenArtists.ts'
import type { Discovery } from '../catalogue/served/discovery.ts'
import type { WorkSummary } from '../catalogue/work.ts'
import { summariseManifest } from '../catalogue/workRow.ts'
import { toLabel } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { recommendationUrl } from '../../shared/recommendations.ts'
import { recommendsHandlers } from './recommendsHandlers.ts'
import type { Manifest } from '../catalogue/work.ts'

const context = { signal: new AbortController().signal, report: () => undefined }
const people = await Promise.all([1, 2, 3, 4].map(() => createPublisher(strangersPeer)))
const [anna, bo, cara, dov] = people.map(({ identity }) => identity.body.account)
if (anna === undefined || bo === undefined || cara === undefined || dov === undefined)
  throw new Error('There are four.')

async function workOf(index: number, title: string): Promise<WorkSummary> {
  const by = people[index]
  if (by === undefined) throw new Error('There are four.')
  const body = trackFixture(by, title)
  return summariseManifest({
    kind: 'track',
    cid: `cid-${title}`,
    bytes: new Uint8Array(),
    body,
  } as unknown as Manifest)
}

test('whom an artist recommends is found by name, and who is hidden, gone or off sale is left out', async () => {
  const harness = new CatalogueHarness()
  const sale = await workOf(1, 'Salt')
  const withdrawn = { ...(await workOf(2, 'Gone')), listed: false }
  const ofHidden = await workOf(3, 'Hidden')
  const nowhere = await workOf(2, 'Nowhere')
  const known = [sale, withdrawn, ofHidden]
  const label = ({ kind, id, edition }: WorkSummary) => toLabel(kind, id, edition)
  const links = [
    { title: 'A lie', url: recommendationUrl({ kind: 'artist', address: bo }) },
    { url: recommendationUrl({ kind: 'artist', address: cara }) },
    { url: recommendationUrl({ kind: 'artist', address: dov }) },
    ...[...known, nowhere].map((work) => ({
      url: recommendationUrl({ kind: 'work', label: label(work) }),
    })),
    { url: 'https://anna.example/' },
  ]
  const asked: string[] = []
  const discovery = {
    findWork: async (_kind, id) => known.find((work) => work.id === id),
    findWorkOf: async (artist) => {
      asked.push(artist)
      return undefined
    },
  } satisfies Pick<Discovery, 'findWork' | 'findWorkOf'>
  const hidden = new HiddenArtists(harness.store)
  hidden.hide({ address: dov, name: null })
  const { recommended } = recommendsHandlers({
    account: anna,
    catalogue: {
      manifest: () => undefined,
      describe: () => undefined,
      releaseDuration: () => null,
      artist: (address) => (address === anna ? ({ links } as never) : undefined),
      countNamesakes: () => 0,
      worksOf: (address) => (address === bo ? [sale] : []),
    },
    access: { contentKey: () => undefined },
    credit: { of: () => toAmount(0n) },
    now: () => 0,
    discovery,
    hidden,
  })
  const found = await recommended({ address: anna }, context)
  expect(found.artists).toMatchObject([{ address: bo, name: sale.artistName, works: 1 }])
  expect(found.works).toMatchObject([{ label: label(sale), title: 'Salt', artist: bo }])
  expect(asked).toEqual([bo, cara])
  expect(await recommended({ address: bo }, context)).toEqual({ artists: [], works: [] })
  await harness.stop()
})
