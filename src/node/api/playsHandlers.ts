import type { ApiHandlers } from '../../shared/api/define.ts'
import type { playsApi } from '../../shared/api/plays.ts'
import { fromLabel, isFileLabel } from '../../shared/ids.ts'
import { heardAfterMs } from '../../shared/plays.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import { unknownWork } from '../catalogue/unknownWork.ts'
import type { ListenBrainz } from '../plays/listenBrainz.ts'
import type { LocalFiles } from '../localFiles/localFiles.ts'
import type { Plays } from '../plays/plays.ts'

interface Parts {
  readonly catalogue: Pick<CatalogueService, 'edition'>
  readonly localFiles: Pick<LocalFiles, 'get'>
  readonly plays: Plays
  readonly listenBrainz: Pick<ListenBrainz, 'note'>
  readonly now?: () => number
}

/** Answers what was heard. @throws BuskerError `CATALOGUE_UNKNOWN` */
export function playsHandlers({
  catalogue,
  localFiles,
  plays,
  listenBrainz,
  now = Date.now,
}: Parts): ApiHandlers<typeof playsApi> {
  return {
    plays: async () => [...plays.list()],
    async notePlay({ label, heardMs }) {
      const work = localFiles.get(label) ?? catalogue.edition(label)
      if (work?.kind !== 'track') throw unknownWork()
      const isCounted = heardMs >= heardAfterMs(work.durationMs)
      if (!isCounted) return { isCounted }
      plays.add(fromLabel(label).id)
      // Of what lies here, nobody is told.
      if (isFileLabel(label)) return { isCounted }
      const { artistName, title, releaseTitle, durationMs } = work
      listenBrainz.note({ artistName, title, releaseTitle, durationMs, listenedAt: now() - heardMs })
      return { isCounted }
    },
  }
}
