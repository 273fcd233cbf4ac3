import type { ApiHandlers } from '../../shared/api/define.ts'
import type { playsApi } from '../../shared/api/plays.ts'
import { fromLabel } from '../../shared/ids.ts'
import { heardAfterMs } from '../../shared/plays.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import { unknownWork } from '../catalogue/unknownWork.ts'
import type { Plays } from '../plays/plays.ts'

interface Parts {
  readonly catalogue: Pick<CatalogueService, 'edition'>
  readonly plays: Plays
}

/** Answers what was heard. @throws BuskerError `CATALOGUE_UNKNOWN` */
export function playsHandlers({ catalogue, plays }: Parts): ApiHandlers<typeof playsApi> {
  return {
    plays: async () => [...plays.list()],
    async notePlay({ label, heardMs }) {
      const work = catalogue.edition(label)
      if (work?.kind !== 'track') throw unknownWork()
      const isCounted = heardMs >= heardAfterMs(work.durationMs)
      if (isCounted) plays.add(fromLabel(label).id)
      return { isCounted }
    },
  }
}
