import { useState } from 'react'
import { BuskerError } from '../../../shared/errors.ts'
import { useClient } from '../../ipc/ClientContext.ts'
import { useDraft } from './draftStore.ts'

export interface AddFiles {
  /** Asks the person for files, or a folder. */
  readonly choose: (kind: 'files' | 'folder') => void
  /** Takes what was dropped. */
  readonly drop: (files: readonly File[]) => void
  /** How many files have been looked at so far; null: nothing is under way. */
  readonly inspectedCount: number | null
  readonly error: unknown
}

/** Brings files into the draft, each looked at first. */
export function useAddFiles(): AddFiles {
  const client = useClient()
  const add = useDraft((state) => state.add)
  const [inspectedCount, setLooked] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)

  const inspect = async (paths: readonly string[]) => {
    if (paths.length === 0) return
    setLooked(0)
    const onProgress = () => setLooked((count) => (count ?? 0) + 1)
    const found = await client.ask('inspect', { paths: [...paths] }, { onProgress })
    add(found)
    if (found.every(({ isLeftOut }) => isLeftOut)) {
      throw new BuskerError('MEDIA_NONE', 'There is no audio in it. Choose audio files, or another folder.')
    }
  }
  const run = (task: () => Promise<void>) => {
    setError(null)
    task()
      .catch(setError)
      .finally(() => setLooked(null))
  }
  return {
    inspectedCount,
    error,
    choose: (kind) => run(async () => inspect(await client.ask('app.chooseAudio', { kind }))),
    drop: (files) =>
      run(() => inspect(files.map((file) => client.pathOf(file)).filter((path) => path !== ''))),
  }
}
