import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import { address, cidText, label } from '../../shared/ids.ts'
import type { PurchaseState } from '../../shared/orderStates.ts'
import { openStore } from '../store/openStore.ts'
import { Downloads } from './downloads.ts'
import { AutoDownloader } from './autoDownloader.ts'
import type { Playback } from './playback.ts'
import type { Manifest, WorkSummary as Work } from '../catalogue/work.ts'

const track = label.parse(`track/${'a'.repeat(32)}/1`)
const account = address.parse(`0x${'a'.repeat(40)}`)
const manifest = cidText.parse('bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy')

/** @param downloads what an earlier run left; left out: nothing */
function keeping(
  state: () => PurchaseState,
  downloads = new Downloads(openStore(':memory:')),
  { label: bought = track, known = undefined as Manifest | undefined, recipient = account } = {},
) {
  const events = new EventEmitter<{ purchase: [id: string] }>()
  const download = vi.fn<Playback['download']>(async (wanted) => {
    downloads.add(wanted, 1, 0)
    return 1
  })
  const prefetchSealed = vi.fn<Playback['prefetchSealed']>(async () => undefined)
  const failures: unknown[] = []
  const keeper = new AutoDownloader({
    account,
    onPurchase: (listener) => {
      events.on('purchase', listener)
      return () => void events.off('purchase', listener)
    },
    purchase: () => ({ state: state(), label: bought, manifest, recipient }),
    catalogue: {
      manifest: () => known,
      edition: () => (known === undefined ? undefined : ({ manifest } as Work)),
    },
    playback: { download, prefetchSealed },
    downloads,
    onFailure: (error) => failures.push(error),
    delayMs: 0,
  })
  return { events, download, prefetchSealed, keeper, failures, downloads }
}

test('what was bought is fetched once, when there is access to it', async () => {
  let state: PurchaseState = 'paying'
  const { events, download, keeper } = keeping(() => state)
  events.emit('purchase', 'one')
  state = 'joined'
  events.emit('purchase', 'one')
  events.emit('purchase', 'one')
  await vi.waitFor(() => expect(download).toHaveBeenCalledOnce())
  expect(download).toHaveBeenCalledWith(track, expect.anything())
  await keeper.stop()
})

test('of what is for somebody else nothing is fetched', async () => {
  let state: PurchaseState = 'paying'
  const recipient = address.parse(`0x${'b'.repeat(40)}`)
  const { events, prefetchSealed, download, keeper } = keeping(() => state, undefined, { recipient })
  events.emit('purchase', 'one')
  state = 'joined'
  events.emit('purchase', 'one')
  await keeper.stop()
  expect([prefetchSealed.mock.calls, download.mock.calls]).toEqual([[], []])
})

test('what is heard first is fetched while the payment is under way, and once', async () => {
  let state: PurchaseState = 'invoiced'
  const { events, prefetchSealed, download, keeper, failures } = keeping(() => state)
  prefetchSealed.mockRejectedValue(new Error('nobody has it'))
  events.emit('purchase', 'one')
  expect(prefetchSealed).not.toHaveBeenCalled()
  state = 'paying'
  events.emit('purchase', 'one')
  events.emit('purchase', 'one')
  expect(prefetchSealed.mock.calls).toEqual([[track]])
  await keeper.stop()
  expect(failures).toEqual([])
  expect(download).not.toHaveBeenCalled()
})

test('a track that cannot be fetched is told of, and stops nothing', async () => {
  const { events, download, keeper, failures } = keeping(() => 'joined')
  download.mockRejectedValueOnce(new Error('nobody has it'))
  events.emit('purchase', 'one')
  events.emit('purchase', 'two')
  await vi.waitFor(() => expect(download).toHaveBeenCalledTimes(2))
  await vi.waitFor(() => expect(failures).toHaveLength(1))
  await keeper.stop()
})

test('what quitting cut short is fetched after the next start, and once', async () => {
  const first = keeping(() => 'joined')
  first.download.mockImplementationOnce(async (_label, { signal } = {}) => {
    await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
    return 0
  })
  first.events.emit('purchase', 'one')
  await vi.waitFor(() => expect(first.download).toHaveBeenCalledOnce())
  await first.keeper.stop()
  expect(first.failures).toEqual([])

  const second = keeping(() => 'joined', first.downloads)
  second.keeper.resume()
  second.events.emit('purchase', 'one')
  await vi.waitFor(() => expect(second.downloads.has(track)).toBe(true))
  expect(second.downloads.wanted()).toEqual([])
  await second.keeper.stop()
  expect(second.download).toHaveBeenCalledOnce()
})

test('what was bought moments before quitting is fetched after the next start', async () => {
  const first = keeping(() => 'joined')
  first.events.emit('purchase', 'one')
  await first.keeper.stop()
  expect(first.download).not.toHaveBeenCalled()

  const { keeper, download, downloads } = keeping(() => 'joined', first.downloads)
  keeper.resume()
  await vi.waitFor(() => expect(downloads.has(track)).toBe(true))
  expect(download).toHaveBeenCalledWith(track, expect.anything())
  await keeper.stop()
})

test('nothing is fetched after the end', async () => {
  const { events, download, keeper } = keeping(() => 'joined')
  events.emit('purchase', 'one')
  await keeper.stop()
  events.emit('purchase', 'two')
  keeper.resume()
  expect(download).not.toHaveBeenCalled()
})

const release = label.parse(`release/${'b'.repeat(32)}/1`)
const releaseWith = (...sizes: number[]) =>
  ({
    kind: 'release',
    body: {
      tracks: [{ id: 'a'.repeat(32), edition: 1 }],
      ...(sizes.length > 0 && { bonus: { files: sizes.map((size) => ({ segments: [{ size }] })) } }),
    },
  }) as unknown as Manifest

test('with a release come the files that go with it, and none where none do', async () => {
  const withFiles = keeping(() => 'joined', undefined, { label: release, known: releaseWith(1) })
  withFiles.events.emit('purchase', 'one')
  await vi.waitFor(() => expect(withFiles.downloads.has(release)).toBe(true))
  expect(withFiles.download.mock.calls.map(([wanted]) => wanted)).toEqual([track, release])
  await withFiles.keeper.stop()
  const without = keeping(() => 'joined', undefined, { label: release, known: releaseWith() })
  without.events.emit('purchase', 'one')
  await vi.waitFor(() => expect(without.downloads.has(track)).toBe(true))
  await without.keeper.stop()
  expect(without.download).toHaveBeenCalledOnce()
})

test('files that an artist adds later are fetched after the next start; what was let go is not', async () => {
  const downloads = new Downloads(openStore(':memory:'))
  downloads.add(release, 5, 0)
  const same = keeping(() => 'joined', downloads, { known: releaseWith(2, 3) })
  same.keeper.resume()
  await same.keeper.stop()
  expect(same.download).not.toHaveBeenCalled()
  const more = keeping(() => 'joined', downloads, { known: releaseWith(2, 3, 4) })
  more.keeper.resume()
  await vi.waitFor(() => expect(more.download).toHaveBeenCalledWith(release, expect.anything()))
  await more.keeper.stop()
  downloads.release(release)
  const letGo = keeping(() => 'joined', downloads, { known: releaseWith(2, 3, 4) })
  letGo.keeper.resume()
  await letGo.keeper.stop()
  expect(letGo.download).not.toHaveBeenCalled()
})
