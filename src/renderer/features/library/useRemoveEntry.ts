import { useQueryClient } from '@tanstack/react-query'
import { Eraser } from 'lucide-react'
import type { OwnedWork } from '../../../shared/api/library.ts'
import { useClient } from '../../ipc/ClientContext.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import type { MenuEntry } from '../../ui/Menu.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { nameOfWorks } from '../work/nameOfWorks.ts'
import { t } from '../../../shared/i18n/t.ts'

/** Lets tracks go from this machine, which makes room and takes nothing of what is owned. */
export function useRemoveEntry(): (rows: readonly OwnedWork[]) => readonly MenuEntry[] {
  const client = useClient()
  const queries = useQueryClient()
  const showToast = useToasts((toasts) => toasts.show)
  return (rows) => {
    const tracks = rows
      .filter(({ work, isDownloaded }) => work.kind === 'track' && isDownloaded && work.file === undefined)
      .map(({ work }) => work)
    if (tracks.length === 0) return []
    const remove = async () => {
      const name = nameOfWorks(tracks)
      try {
        await client.ask('removeAudio', { labels: tracks.slice(0, 5000).map(({ label }) => label) })
        showToast(t('library.nameMadeRoom', { name }))
      } catch (error) {
        showToast(messageOf(error), { tone: 'bad' })
      } finally {
        for (const method of ['library', 'audioStorage']) {
          await queries.invalidateQueries({ queryKey: [method] })
        }
      }
    }
    return [
      'line',
      {
        label: t('library.removeFromThisMachine'),
        icon: Eraser,
        onSelect: () => void remove(),
      },
    ]
  }
}
