import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { IpcClient } from '../../ipc/ipcClient.ts'
import { useClient } from '../../ipc/ClientContext.ts'
import { queryKeyOf, useIpcQuery } from '../../ipc/queries.ts'
import type { Draft } from './draft.ts'
import { useDraft } from './draftStore.ts'
import { toKept } from './keptDraft.ts'

/** So long nothing is written anew before a draft is kept, ms. */
const quietMs = 400

/**
 * While Busker is open the draft is kept, so that it is there after a restart; when it is locked, nothing of it is shown, and it
 * is offered again afterwards.
 */
export function useDraftSession(): void {
  const client = useClient()
  const queries = useQueryClient()
  const isOpen = useIpcQuery('app.state', {}).data?.phase === 'open'
  useEffect(() => {
    if (!isOpen) return
    const stop = keepDraft(client)
    return () => {
      stop()
      useDraft.getState().forget()
      queries.removeQueries({ queryKey: queryKeyOf('uploadDraft') })
    }
  }, [client, queries, isOpen])
}

/** @returns stop */
function keepDraft(client: IpcClient): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  // What can't be kept now is kept with the next change.
  const keep = (draft: Draft) =>
    void (
      draft.tracks.length === 0
        ? client.ask('discardUploadDraft', {})
        : client.ask('keepUploadDraft', { draft: toKept(draft) })
    ).catch(() => {})
  const unsubscribe = useDraft.subscribe(({ draft }, before) => {
    if (draft === before.draft) return
    clearTimeout(timer)
    if (draft.tracks.length === 0) keep(draft)
    else timer = setTimeout(() => keep(draft), quietMs)
  })
  return () => {
    clearTimeout(timer)
    unsubscribe()
  }
}
