import { useMemo } from 'react'
import type { WorkView } from '../../../shared/api/node.ts'
import type { Address, Label } from '../../../shared/ids.ts'
import { useIpcQuery } from '../../ipc/queries.ts'

export interface WorkLookup {
  readonly work: (label: Label) => WorkView | undefined
  /** Its title, or what can be said without one. */
  readonly title: (label: Label) => string
  /** The name on an artist’s works; undefined where none of them is known here. */
  readonly artistName: (address: Address) => string | undefined
}

/** Looks works up among one's own, those bought and the newest: orders and grants name them by label alone. */
export function useWorkLookup(): WorkLookup {
  const own = useIpcQuery('works', { owner: 'self' }).data
  const library = useIpcQuery('library', {}).data
  const newest = useIpcQuery('newest', { limit: 200 }).data
  return useMemo(() => {
    const bought = (library ?? []).map(({ work }) => work)
    const all = [...(newest ?? []), ...bought, ...(own ?? [])]
    const byLabel = new Map(all.map((work) => [work.label, work]))
    const byArtist = new Map(all.map((work) => [work.artist, work.artistName]))
    return {
      work: (label) => byLabel.get(label),
      title: (label) => byLabel.get(label)?.title ?? 'A work that is not known here',
      artistName: (address) => byArtist.get(address),
    }
  }, [own, library, newest])
}
