import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useClient } from '../ipc/ClientContext.ts'
import { heardMeter } from './heardMeter.ts'
import { usePlayerControls } from './usePlayer.ts'

/** Has each track that was heard counted. */
export function usePlayCounts(): void {
  const player = usePlayerControls()
  const client = useClient()
  const queries = useQueryClient()
  useEffect(() => {
    const note = heardMeter((label, heardMs) => {
      client.ask('notePlay', { label, heardMs }).then(
        () => queries.invalidateQueries({ queryKey: ['plays'] }),
        // A play that cannot be counted is no reason to disturb whoever listens.
        () => undefined,
      )
    })
    note(player.store.getState())
    return player.store.subscribe(note)
  }, [player, client, queries])
}
