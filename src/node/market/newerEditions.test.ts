import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cidText, type Label, label, toAddress } from '../../shared/ids.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { newerEditions } from './newerEditions.ts'
import { addPurchase } from './testing/addPurchase.ts'
import { listWork } from './testing/editionFixtures.ts'

const [account, artist, impostor] = ['1', '2', '3'].map((digit) => toAddress(`0x${digit.repeat(40)}`)) as [
  ReturnType<typeof toAddress>,
  ReturnType<typeof toAddress>,
  ReturnType<typeof toAddress>,
]
let store: Store
beforeEach(() => {
  store = openStore(':memory:')
})
afterEach(() => store.close())

const workName = (kind: 'track' | 'release') => `${kind}/${randomBytes(16).toString('hex')}`
const edition = (name: string, number: number) => label.parse(`${name}/${number}`)
const manifestOf = (of: Label) =>
  cidText.parse(
    `bafy${Buffer.from(of)
      .toString('hex')
      .replaceAll(/[01-9]/g, 'q')}`,
  )

function own(of: Label, state: 'owned' | 'requested' = 'owned'): void {
  addPurchase(store, { label: of, manifest: manifestOf(of), state, createdAt: 1 })
  store.prepare('UPDATE purchases SET seller = ?, recipient = ? WHERE label = ?').run(artist, account, of)
}
const sell = (of: Label, by = artist) =>
  listWork(store, { label: of, manifest: manifestOf(of), artist: by } as Parameters<typeof listWork>[1])
const found = (seller = artist) => newerEditions(store, account, seller).map((work) => work.label)

test('newer is what the artist lists with a higher number than one owns, releases first', () => {
  const [track, release, other] = [workName('track'), workName('release'), workName('track')]
  for (const name of [track, release, other]) own(edition(name, 1))
  sell(edition(other, 1))
  expect(found()).toEqual([])
  sell(edition(track, 2))
  sell(edition(release, 12))
  expect(found()).toEqual([edition(release, 12), edition(track, 2)])
  expect(found(impostor)).toEqual([])
  own(edition(track, 2))
  store.exec("UPDATE works SET listed = 0 WHERE kind = 'release'")
  expect(found()).toEqual([])
})

test('what is not owned, or owned by somebody else, has none; nor has what another artist lists', () => {
  const [asked, given, taken] = [workName('track'), workName('track'), workName('track')]
  own(edition(asked, 1), 'requested')
  own(edition(given, 1))
  store.prepare('UPDATE purchases SET recipient = ? WHERE label = ?').run(impostor, edition(given, 1))
  own(edition(taken, 1))
  sell(edition(asked, 2))
  sell(edition(given, 2))
  sell(edition(taken, 2), impostor)
  expect([found(), found(impostor)]).toEqual([[], []])
})

test('a track is owned on its release too, and one whose key is here is not newer', () => {
  const [track, release] = [workName('track'), edition(workName('release'), 1)]
  own(release)
  store
    .prepare('INSERT INTO release_tracks (manifest, position, label) VALUES (?, 0, ?)')
    .run(manifestOf(release), edition(track, 1))
  sell(edition(track, 2))
  expect(found()).toEqual([edition(track, 2)])
  store.prepare("INSERT INTO content_keys VALUES (?, 2, x'00')").run(track.split('/')[1])
  expect(found()).toEqual([])
})
