import { useEffect } from 'react'
import type { IpcClient } from '../ipc/ipcClient.ts'
import { useClient } from '../ipc/ClientContext.ts'
import { useIpcQuery } from '../ipc/queries.ts'
import type { Player } from './player.ts'
import type { PlayerState } from './playerState.ts'
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
    const atOpening = player.store.getState().queue
    let stop = () => {}
    void restoreQueue(player, client, controller.signal).then(() => {
      if (!controller.signal.aborted) stop = keepQueue(player, client, atOpening)
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
  const { items, seconds, ...place } = kept
  const queue = items.map(({ work, ...item }) => ({ ...item, track: work, key: crypto.randomUUID() }))
  player.restore({ ...place, queue }, seconds)
}

/**
 * @param keptQueue need not be kept again. One that was restored is, with its next change: it may lack works that are not
 * known any more, and a place counts in what is kept.
 * @returns stop
 */
function keepQueue(player: Player, client: IpcClient, keptQueue: PlayerState['queue'] | null): () => void {
  let kept = player.store.getState()
  return player.store.subscribe((state) => {
    // A long queue takes a while to be kept: the sound that is waited for comes first.
    if (state.isWaiting) return
    const { queue, index, isShuffled, repeat, position } = state
    const hasMoved = Math.abs(position - kept.position) >= placeEverySeconds
    const isNew = (['queue', 'index', 'isShuffled', 'repeat', 'isPlaying'] as const).some(
      (each) => state[each] !== kept[each],
    )
    if (!isNew && !hasMoved) return
    const place = { index, seconds: position, isShuffled, repeat }
    const items = queue === keptQueue ? {} : { items: toKept(queue) }
    kept = state
    keptQueue = queue
    // What cannot be kept now is kept with the next change.
    client.ask('keepQueue', { ...place, ...items }).catch(() => (keptQueue = null))
  })
}

/** The first 5000 of a queue, as many as are kept. */
function toKept(queue: PlayerState['queue']) {
  return queue.slice(0, 5000).map(({ track, isPreview, unshuffledPosition }) => {
    return { label: track.label, isPreview, unshuffledPosition }
  })
}
