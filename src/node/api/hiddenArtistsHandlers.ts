import type { ApiHandlers } from '../../shared/api/define.ts'
import type { hiddenArtistsApi } from '../../shared/api/hiddenArtists.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { HiddenArtists } from '../catalogue/hiddenArtists.ts'

interface Parts {
  readonly catalogue: Pick<CatalogueService, 'artist' | 'worksOf'>
  readonly hidden: HiddenArtists
}

/** Answers of whom nothing is found any more, and changes it. */
export function hiddenArtistsHandlers({ catalogue, hidden }: Parts): ApiHandlers<typeof hiddenArtistsApi> {
  return {
    hiddenArtists: async () => hidden.list(),
    async setHidden({ address, isHidden }) {
      if (isHidden) {
        const name = catalogue.artist(address)?.name ?? catalogue.worksOf(address)[0]?.artistName ?? null
        hidden.hide({ address, name })
      } else {
        hidden.show(address)
      }
      return hidden.list()
    },
  }
}
