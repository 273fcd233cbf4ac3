import type { ComingView } from '../../../shared/api/coming.ts'
import { fromLabel } from '../../../shared/ids.ts'

/** Where the page of what an artist announces is: whose it is stands in it, since others may announce the same label. */
export function comingLink({ artist, label }: Pick<ComingView, 'artist' | 'label'>) {
  const { kind, id } = fromLabel(label)
  return { to: '/coming/$artist/$kind/$id', params: { artist, kind, id } } as const
}
