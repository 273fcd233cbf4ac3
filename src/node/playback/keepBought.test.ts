import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import { cidText, label, type Label } from '../../shared/ids.ts'
import type { PurchaseState } from '../market/purchaseMachine.ts'
import { KeepBought } from './keepBought.ts'

const track = label.parse(`track/${'a'.repeat(32)}/1`)
const manifest = cidText.parse('bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy')

function keeping(state: () => PurchaseState) {
  const events = new EventEmitter<{ purchase: [id: string] }>()
  const download = vi.fn<(label: Label) => Promise<number>>(async () => 1)
  const failures: unknown[] = []
  const keeper = new KeepBought({
    onPurchase: (listener) => {
      events.on('purchase', listener)
      return () => void events.off('purchase', listener)
    },
    purchase: () => ({ state: state(), label: track, manifest }),
    catalogue: { manifest: () => undefined },
    playback: { download },
    onFailure: (error) => failures.push(error),
    delayMs: 0,
  })
  return { events, download, keeper, failures }
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

test('a track that cannot be fetched is told of, and stops nothing', async () => {
  const { events, download, keeper, failures } = keeping(() => 'joined')
  download.mockRejectedValueOnce(new Error('nobody has it'))
  events.emit('purchase', 'one')
  events.emit('purchase', 'two')
  await vi.waitFor(() => expect(download).toHaveBeenCalledTimes(2))
  await vi.waitFor(() => expect(failures).toHaveLength(1))
  await keeper.stop()
})

test('nothing is fetched after the end', async () => {
  const { events, download, keeper } = keeping(() => 'joined')
  events.emit('purchase', 'one')
  await keeper.stop()
  events.emit('purchase', 'two')
  expect(download).not.toHaveBeenCalled()
})
