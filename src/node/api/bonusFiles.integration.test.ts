import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { PeerHarness } from '../../ipfs/testing/peerHarness.ts'
import { keysOfRelease, type ReleaseManifest } from '../../protocol/manifest.ts'
import { toAmount } from '../../shared/money.ts'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import { createAccess } from '../access/createAccess.ts'
import { openBonus } from '../bonus/openBonus.ts'
import { ArtworkCleaner } from '../artwork/artworkCleaner.ts'
import { deriveKeys } from '../keys/deriveKeys.ts'
import type { Keys } from '../keys/keys.ts'
import { newWords } from '../keys/words.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { publishReleaseHandlers } from './publishReleaseHandler.ts'
import { openStudioNode } from './testing/studioNode.ts'
import { workViewMapper } from './workViews.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

const network = new PeerHarness()
const artworkCleaner = new ArtworkCleaner({})
const context = { signal: new AbortController().signal, report: () => undefined }
const price = toAmount(5n)
let folder: string
let store: Store
let keys: Keys
let peer: Awaited<ReturnType<PeerHarness['peer']>>
let node: Awaited<ReturnType<typeof openStudioNode>>
const at = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-bonus-'))
  store = openStore(':memory:')
  ;[peer, keys] = await Promise.all([network.peer(), deriveKeys(newWords(), 1)])
  node = await openStudioNode({ store, keys, peer, artworkCleaner })
  await mkdir(at('Weather'))
  for (const [seed, name] of ['Rain', 'Sun'].entries())
    await synthesiseWav(at(`Weather/${name}.wav`), { seconds: 3, seed })
  await writeFile(at('Weather/Booklet.pdf'), '%PDF-1.7 About the weather.')
  await writeFile(at('Weather/Words.txt'), 'Rain, rain.')
  await writeFile(at('Thanks.txt'), 'Thanks to everybody.')
})
afterAll(async () => {
  await node.studio.stop()
  await node.catalogue.stop()
  store.close()
  await network.stop()
  await Promise.all([artworkCleaner.stop(), rm(folder, { recursive: true })])
})

function releaseCalled(title: string): ReleaseManifest {
  const work = node.catalogue.worksOf(node.account).find((one) => one.title === title)
  const manifest = work && node.catalogue.manifest(work.manifest)
  if (manifest?.kind !== 'release') throw new Error(`“${title}” is no release on sale.`)
  return manifest.body
}
async function textsOf(release: ReleaseManifest, access = node.access): Promise<string[]> {
  const texts: string[] = []
  for (const { read } of openBonus({ access, blocks: peer.blocks, likelyPeers: () => [] }, release)) {
    const parts: Uint8Array[] = []
    for await (const part of read()) parts.push(part)
    texts.push(Buffer.concat(parts).toString())
  }
  return texts
}
const edit = (release: ReleaseManifest, changes: Parameters<typeof node.handlers.editWork>[0]['changes']) =>
  node.handlers.editWork({ id: release.id, changes }, context)
const names = ({ bonus }: ReleaseManifest) => bonus?.files.map(({ name }) => name)

test('what lies beside the music is offered, and what is chosen by itself is meant', async () => {
  const found = await node.handlers.inspect({ paths: [at('Weather'), at('Thanks.txt')] }, context)
  const bonus = found.filter((one) => one.bonus !== undefined)
  expect(
    bonus.map(({ title, isLeftOut, bonus: facts }) => [title, isLeftOut, facts?.kind, facts?.isChosen]),
  ).toEqual([
    ['Thanks', true, 'text', true],
    ['Booklet', true, 'pdf', false],
    ['Words', true, 'text', false],
  ])
})

test('files named with the music go with the release, sealed; the words open them again', async () => {
  const paths = [at('Weather'), at('Thanks.txt')]
  const publish = publishReleaseHandlers(node).publishRelease
  await publish(
    { paths, price, trackPrice: price, title: 'Weather', bonus: [at('Weather/Booklet.pdf')] },
    context,
  )
  const release = releaseCalled('Weather')
  expect(names(release)).toEqual(['Thanks', 'Booklet'])
  expect(await textsOf(release)).toEqual(['Thanks to everybody.', '%PDF-1.7 About the weather.'])

  const restored = createAccess({ store: openStore(':memory:'), keys, peer })
  await restored.reclaim({ capsule: release.capsule, tracks: keysOfRelease(release) })
  expect(await textsOf(release, restored)).toHaveLength(2)
})

test('whoever has the keys of all tracks alone has no files, and does not own the release', async () => {
  const release = releaseCalled('Weather')
  const access = createAccess({ store: openStore(':memory:'), keys: await deriveKeys(newWords(), 1), peer })
  for (const { id, edition } of release.tracks) {
    const key = node.access.contentKey(id, edition)
    if (key !== undefined) access.keep(id, edition, key)
  }
  expect(await textsOf(release, access)).toEqual([])
  const work = node.catalogue.work('release', release.id)
  if (work === undefined) throw new Error('It is on sale.')
  const viewFor = (owner: typeof access) => workViewMapper({ ...node, access: owner })(work)
  expect(viewFor(access).isOwned).toBe(false)
  expect(viewFor(node.access).isOwned).toBe(true)
})

test('more files come under the same key, others go, and words stay', async () => {
  const before = releaseCalled('Weather')
  const bonus = [{ kept: 0 }, { file: at('Weather/Words.txt') }]
  const { work, replaced } = await edit(before, { title: 'Weather', bonus })
  const after = releaseCalled('Weather')
  expect(work.edition).toBe(1)
  expect(after.bonus?.commitment).toBe(before.bonus?.commitment)
  expect(await textsOf(after)).toEqual(['Thanks to everybody.', 'Rain, rain.'])
  await node.handlers.restoreWorks({ manifests: replaced }, context)
  expect(names(releaseCalled('Weather'))).toEqual(['Thanks', 'Booklet'])
})

test('a new sound of a track leaves the files what they are', async () => {
  const before = releaseCalled('Weather')
  const [track] = before.tracks
  if (track === undefined) throw new Error('It has tracks.')
  await node.handlers.replaceSound({ id: track.id, file: at('Weather/Sun.wav') }, context)
  while (releaseCalled('Weather').edition === 1) await once(node.events, 'upload')
  const after = releaseCalled('Weather')
  expect(after.bonus).toEqual(before.bonus)
  expect(await textsOf(after)).toHaveLength(2)
  const restored = createAccess({ store: openStore(':memory:'), keys, peer })
  await restored.reclaim({ capsule: after.capsule, tracks: keysOfRelease(after) })
  expect(await textsOf(after, restored)).toHaveLength(2)
})

test('the first files of a release that had none make a new edition, with a key in its capsule', async () => {
  const tracks = ['Rain', 'Sun'].map((name) => ({ file: at(`Weather/${name}.wav`), price, edits: {} }))
  await node.handlers.upload({ tracks, release: { price, edits: { title: 'Bare' } } }, context)
  const isOut = () => node.catalogue.worksOf(node.account).some(({ title }) => title === 'Bare')
  while (!isOut()) await once(node.events, 'upload')
  const before = releaseCalled('Bare')
  expect(before.bonus).toBeUndefined()
  const { work } = await edit(before, { bonus: [{ file: at('Thanks.txt') }] })
  const after = releaseCalled('Bare')
  expect([work.edition, after.edition]).toEqual([2, 2])
  expect(after.tracks).toEqual(before.tracks)
  expect(await textsOf(after)).toEqual(['Thanks to everybody.'])
})

test.each([
  [
    'a track',
    () => node.catalogue.worksOf(node.account).find(({ kind }) => kind === 'track')?.id,
    [],
    'BONUS_NOT_RELEASE',
  ],
  ['a file it does not have', () => releaseCalled('Weather').id, [{ kept: 7 }], 'BONUS_UNKNOWN'],
  ['one file twice', () => releaseCalled('Weather').id, [{ kept: 0 }, { kept: 0 }], 'BONUS_UNKNOWN'],
])('%s takes no files: nothing changes', async (_what, idOf, bonus, code) => {
  const before = node.catalogue.head(node.account)?.body.number
  const id = idOf()
  if (id === undefined) throw new Error('There is one.')
  await expect(node.handlers.editWork({ id, changes: { bonus } }, context)).rejects.toMatchObject({ code })
  expect(node.catalogue.head(node.account)?.body.number).toBe(before)
})

test('a file that can not go with a release is said before anything is encoded', async () => {
  await writeFile(at('Setup.pdf'), 'MZ')
  const tracks = [{ file: at('Weather/Rain.wav'), price, edits: {} }]
  const edits = { title: 'Never', bonus: [at('Setup.pdf')] }
  const before = node.studio.uploads.list().length
  await expect(node.handlers.upload({ tracks, release: { price, edits } }, context)).rejects.toMatchObject({
    code: 'BONUS_KIND',
  })
  expect(node.studio.uploads.list()).toHaveLength(before)
})
