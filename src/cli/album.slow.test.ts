import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { compareSignals } from '../testAudio/compareSignals.ts'
import { readSignal } from '../testAudio/signal.ts'
import { synthesiseWav } from '../testAudio/synthesise.ts'
import { findFfmpeg } from '../process/tools.ts'
import type { WorkView } from '../shared/api/node.ts'
import { fromLabel } from '../shared/ids.ts'
import type { NodeProcess } from './nodeProcess.ts'
import { createTradeHarness, type TradeHarness } from './demo/tradeHarness.ts'
import { runJsonCommand } from './testing/runCommand.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const seconds = 14
const names = ['1 Rain', '2 Sun']
const booklet = `%PDF-1.7 ${'Weather. '.repeat(200_000)}`
const wav = ['--format', 'wav']
let harness: TradeHarness
let artist: NodeProcess
let listener: NodeProcess
let release: WorkView
const at = (name: string) => join(harness.folder, name)

beforeAll(async () => {
  harness = await createTradeHarness()
  artist = harness.artist
  listener = harness.listener
  await harness.start()
  await mkdir(at('album'))
  for (const [seed, name] of names.entries()) await synthesiseWav(at(`album/${name}.wav`), { seconds, seed })
  await sharp({ create: { width: 600, height: 600, channels: 3, background: '#803020' } })
    .jpeg()
    .toFile(at('cover.jpg'))
  await writeFile(at('Booklet.pdf'), booklet)
})
afterAll(async () => {
  await harness.close()
  await harness.remove()
})

test('an artist publishes a folder as an album, with a picture', async () => {
  await Promise.all([
    runJsonCommand(artist, 'wallet', 'connect', '--deposit', '0'),
    runJsonCommand(listener, 'wallet', 'connect', '--deposit', '20'),
  ])
  const prices = ['--price', '2.50', '--track-price', '1.50']
  const words = ['--title', 'Weather', '--artist', 'Ada', '--artwork', at('cover.jpg')]
  const paths = [at('album'), at('Booklet.pdf')]
  release = await runJsonCommand(artist, 'publish-release', ...paths, ...prices, ...words)
  expect(release).toMatchObject({ kind: 'release', title: 'Weather', artistName: 'Ada', isOwned: true })
  expect(release.artwork).not.toBeNull()
  const files = [{ name: 'Booklet', kind: 'pdf', bytes: booklet.length }]
  expect(await runJsonCommand(artist, 'files', release.label)).toEqual(files)
})

test('who buys the album owns and plays both tracks, and sees the album owned', async () => {
  await vi.waitFor(async () => expect(await runJsonCommand(listener, 'search', 'weather')).toHaveLength(3), {
    timeout: 60_000,
    interval: 500,
  })
  const before: WorkView[] = await runJsonCommand(listener, 'search', 'weather')
  expect(before.map(({ isOwned }) => isOwned)).toEqual([false, false, false])
  const order = await runJsonCommand(listener, 'buy', release.label, '--max', '2.50')
  expect(order).toMatchObject({ hasAccess: true, paid: '2500000000000000000' })

  const after: WorkView[] = await runJsonCommand(listener, 'search', 'weather')
  expect(after.map(({ isOwned }) => isOwned)).toEqual([true, true, true])
  const ffmpeg = await findFfmpeg()
  const tracks = after.filter(({ label }) => fromLabel(label).kind === 'track')
  expect(tracks.map(({ title }) => title).toSorted()).toEqual(names)
  for (const { label, title } of tracks) {
    const { files } = await runJsonCommand(listener, 'download', label, '--to', at('alone'), ...wav)
    expect(files).toMatchObject([{ samples: seconds * 44_100 }])
    const options = { ffmpeg, sampleRate: 44_100 }
    const original = await readSignal(at(`album/${title}.wav`), options)
    expect(compareSignals(original, await readSignal(files[0].file, options)).same).toBe(true)
  }
})

test('what stands of it is edited, and reaches the listener, who owns it as before', async () => {
  const edited = await runJsonCommand(artist, 'edit', release.label, '--title', 'Climate', '--order', '2,1')
  expect(edited).toMatchObject({ title: 'Climate', label: release.label, isOwned: true })
  await vi.waitFor(
    async () => {
      const found: WorkView[] = await runJsonCommand(listener, 'search', 'climate')
      expect(found.map(({ isOwned }) => isOwned)).toEqual([true, true, true])
    },
    { timeout: 60_000, interval: 500 },
  )
})

test('a file that comes later reaches who owns the release, without another order', async () => {
  await writeFile(at('Words.txt'), 'Rain, rain.')
  await runJsonCommand(artist, 'edit', release.label, '--bonus', at('Words.txt'))
  await vi.waitFor(
    async () => expect(await runJsonCommand(listener, 'files', release.label)).toHaveLength(2),
    { timeout: 60_000, interval: 500 },
  )
  expect(await runJsonCommand(listener, 'works', '--bought')).toMatchObject([{ label: release.label }])
})

test('it is downloaded whole, in its order, also when it is not on sale any more', async () => {
  const works: WorkView[] = await runJsonCommand(artist, 'works')
  for (const { label } of works) await runJsonCommand(artist, 'withdraw', label)
  await vi.waitFor(async () => expect(await runJsonCommand(listener, 'search', 'climate')).toEqual([]), {
    timeout: 60_000,
    interval: 500,
  })
  const [owned]: WorkView[] = await runJsonCommand(listener, 'works', '--bought')
  expect(owned?.label).toBe(release.label)
  const folder = join(at('whole'), 'Ada', 'Climate')
  const download = ['download', release.label, '--to', at('whole')]
  const { files } = await runJsonCommand(listener, ...download)
  expect(files).toMatchObject([
    { file: join(folder, '01 2 Sun.flac'), samples: seconds * 44_100, madeFrom: 'lossless', hasCover: true },
    { file: join(folder, '02 1 Rain.flac'), samples: seconds * 44_100, madeFrom: 'lossless', hasCover: true },
  ])
  const written = ['01 2 Sun.flac', '02 1 Rain.flac', 'Booklet.pdf', 'Words.txt', 'cover.jpg']
  expect((await readdir(folder)).toSorted()).toEqual(written)
  expect(await readFile(join(folder, 'Booklet.pdf'), 'utf8')).toBe(booklet)
  const ffmpeg = await findFfmpeg()
  const samplesOf = async (path: string) => {
    const args = ['-v', 'error', '-i', path, '-map', '0:a', '-f', 's16le', '-']
    return (await promisify(execFile)(ffmpeg, args, { encoding: 'buffer', maxBuffer: 1 << 26 })).stdout
  }
  const original = await samplesOf(at('album/1 Rain.wav'))
  expect((await samplesOf(join(folder, '02 1 Rain.flac'))).equals(original)).toBe(true)

  const again = await runJsonCommand(listener, ...download)
  expect(again.files.map(({ isNew }: { isNew: boolean }) => isNew)).toEqual([false, false])
})

test('a playlist of another program is imported, and written with the paths of what was downloaded', async () => {
  await writeFile(
    at('Rainy.m3u'),
    '#EXTINF:14,Ada - 1 Rain\r\nC:\\Music\\rain.mp3\r\nNobody/None.mp3\r\n',
    'latin1',
  )
  const imported = await runJsonCommand(listener, 'playlist', 'import', at('Rainy.m3u'))
  expect(imported).toMatchObject({ playlist: { name: 'Rainy' }, found: 1, missing: ['Nobody/None.mp3'] })
  expect(await runJsonCommand(listener, 'playlists')).toMatchObject([{ name: 'Rainy', tracks: 1 }])
  const out = join(at('whole'), 'Rainy.m3u8')
  const written = await runJsonCommand(listener, 'playlist', 'export', 'Rainy', '--out', out)
  expect(written).toEqual({ file: out, files: 1, links: 0 })
  expect(await readFile(out, 'utf8')).toContain(
    '#EXTINF:14,Ada - 1 Rain\n#EXTALB:Climate\nAda/Climate/02 1 Rain.flac\n',
  )
})

test('lists are put into folders, taken out, and written folder by folder', async () => {
  const run = (...args: string[]) => runJsonCommand(listener, 'playlist', 'folder', ...args)
  await runJsonCommand(listener, 'list', 'create', 'Everything')
  await run('create', 'Weather')
  expect(await run('add', 'Weather', 'Rainy', 'Everything')).toMatchObject({ moved: 2 })
  expect(await run('list')).toMatchObject([{ name: 'Weather', lists: ['Rainy', 'Everything'] }])
  const out = at('lists')
  const names = ['Rainy.m3u8', 'Everything.m3u8'].map((name) => join(out, name))
  expect(await run('export', 'Weather', '--out', out)).toEqual({ files: names })
  expect(await readFile(join(out, 'Everything.m3u8'), 'utf8')).toContain('#EXTINF:14,Ada - 1 Rain')
  await run('take', 'Everything')
  await run('rename', 'Weather', 'Climate')
  expect(await run('list')).toMatchObject([{ name: 'Climate', lists: ['Rainy'] }])
  await run('remove', 'Climate')
  expect(await run('list')).toEqual([])
  expect(await runJsonCommand(listener, 'playlists')).toMatchObject([{ name: 'Rainy' }])
})

test('what kept music takes is said, and limited', async () => {
  await vi.waitFor(async () => expect(await runJsonCommand(listener, 'space')).toHaveProperty('tracks', 2), {
    timeout: 60_000,
    interval: 500,
  })
  const limited = await runJsonCommand(listener, 'space', '--limit', '500')
  expect(limited).toEqual({ bytes: expect.any(Number), tracks: 2, limit: 500_000_000 })
  expect(limited.bytes).toBeGreaterThan(100_000)
  expect(await runJsonCommand(listener, 'space', '--limit', 'none')).toHaveProperty('limit', null)
})

test('a track that is removed makes room, and is fetched again as it was', async () => {
  const whole = await runJsonCommand(listener, 'download', release.label, '--to', at('whole'))
  const [rain] = whole.files.filter(({ title }: { title: string }) => title === '1 Rain')
  const before = await runJsonCommand(listener, 'space')
  const after = await runJsonCommand(listener, 'space', '--remove', rain.label)
  expect(after.tracks).toBe(1)
  expect(after.bytes).toBeLessThan(before.bytes)
  const { files } = await runJsonCommand(listener, 'download', rain.label, '--to', at('again'), ...wav)
  const options = { ffmpeg: await findFfmpeg(), sampleRate: 44_100 }
  const original = await readSignal(at('album/1 Rain.wav'), options)
  expect(compareSignals(original, await readSignal(files[0].file, options)).same).toBe(true)
})
