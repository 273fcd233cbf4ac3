import { useMemo } from 'react'
import type { OwnedWork } from '../../../shared/api/library.ts'
import type { PlayCount } from '../../../shared/api/plays.ts'
import type { WorkId } from '../../../shared/ids.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import type { LibrarySort } from './libraryFilter.ts'

/** How often tracks were heard; those that never were are not in it. */
export type PlaysByTrack = ReadonlyMap<WorkId, PlayCount>

export function usePlays(): PlaysByTrack {
  const { data } = useIpcQuery('plays', {})
  return useMemo(() => new Map(data?.map((one) => [one.track, one])), [data])
}

/** A library in an order that only plays give, the most or the last first; as it is for any other order. */
export function orderByPlays(
  owned: readonly OwnedWork[],
  plays: PlaysByTrack,
  sort: LibrarySort,
): readonly OwnedWork[] {
  if (sort !== 'plays' && sort !== 'played') return owned
  const field = sort === 'plays' ? 'plays' : 'lastPlayedAt'
  const valueOf = ({ work }: OwnedWork) => plays.get(work.id)?.[field] ?? 0
  return owned.toSorted((a, b) => valueOf(b) - valueOf(a))
}
