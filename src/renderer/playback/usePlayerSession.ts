import { useEffect } from 'react'
import type { IpcClient } from '../ipc/ipcClient.ts'
import { useClient } from '../ipc/ClientContext.ts'
import { useIpcQuery } from '../ipc/queries.ts'
import type { Player } from './player.ts'
import { usePlayerControls } from './usePlayer.ts'

/** Seconds of playing after which the place is kept again. */
const placeEverySeconds = 5

/**
 * While Busker is open the queue is kept for the next start; when it is locked, the sound stops and nothing says what
 * was played.
 */
export function usePlayerSession(): void {
  const player = usePlayerControls()
  const client = useClient()
  const isOpen = useIpcQuery('app.state', {}).data?.phase === 'open'
  useEffect(() => {
    if (!isOpen) return
    const controller = new AbortController()
    let stop = () => {}
    void restoreQueue(player, client, controller.signal).then(() => {
      if (!controller.signal.aborted) stop = keepQueue(player, client)
    })
    return () => {
      controller.abort()
      stop()
      player.clear()
    }
  }, [player, client, isOpen])
}

/** What is played already, because somebody pressed play meanwhile, stays. */
async function restoreQueue(player: Player, client: IpcClient, signal: AbortSignal): Promise<void> {
  // Without an answer one begins with nothing, as on the first day.
  const kept = await client.ask('queue', {}).catch(() => null)
  if (kept === null || signal.aborted || player.store.getState().index !== -1) return
  const queue = kept.items.map(({ work, ...item }) => ({ ...item, track: work, key: crypto.randomUUID() }))
  player.restore({ ...kept, queue }, kept.seconds)
}

/** @returns stop */
function keepQueue(player: Player, client: IpcClient): () => void {
  let keptSeconds = player.store.getState().position
  return player.store.subscribe((state, before) => {
    const { queue, index, isShuffled, repeat, isPlaying, position } = state
    const hasMoved = Math.abs(position - keptSeconds) >= placeEverySeconds
    const isNew = (['queue', 'index', 'isShuffled', 'repeat'] as const).some(
      (each) => state[each] !== before[each],
    )
    if (!isNew && !hasMoved && isPlaying === before.isPlaying) return
    keptSeconds = position
    const items = queue.map(({ track, isPreview, unshuffledPosition }) => {
      return { label: track.label, isPreview, unshuffledPosition }
    })
    const place = { index, seconds: position, isShuffled, repeat }
    // What cannot be kept now is kept with the next change.
    client
      .ask('keepQueue', { ...place, ...(queue !== before.queue && { items: items.slice(0, 5000) }) })
      .catch(() => undefined)
  })
}
