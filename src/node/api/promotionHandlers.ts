import type { ApiHandlers } from '../../shared/api/define.ts'
import type { promotionApi } from '../../shared/api/promotion.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address, Label } from '../../shared/ids.ts'
import type { Token } from '../../shared/token.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { Manifest } from '../catalogue/work.ts'
import { PageFolder } from '../promotion/pageFolder.ts'
import { writePage, type WritePageOptions } from '../promotion/writePage.ts'

interface Parts extends Pick<WritePageOptions, 'blocks' | 'ffmpeg'> {
  /** The node's owner. */
  readonly account: Address
  readonly token: Token
  readonly catalogue: WritePageOptions['catalogue'] & Pick<CatalogueService, 'artist' | 'edition'>
}

/** Writes pages for the web, of what is one's own alone: it is given away with them. */
export function promotionHandlers(parts: Parts): ApiHandlers<typeof promotionApi> {
  const { account, catalogue, token, blocks, ffmpeg } = parts

  const requireOwn = (label: Label): Manifest => {
    const work = catalogue.edition(label)
    const manifest = work?.artist === account ? catalogue.manifest(work.manifest) : undefined
    if (manifest !== undefined) return manifest
    throw new BuskerError('CATALOGUE_UNKNOWN', 'You sell nothing of this label. Find it with: busker works')
  }
  return {
    async promote({ folder: path, label, ...places }, { signal, report }) {
      const artist = catalogue.artist(account)
      if (artist === undefined) {
        throw new BuskerError('PROFILE_NAME_MISSING', 'Say what you are called, or publish something, first.')
      }
      const work = label === undefined ? undefined : requireOwn(label)
      const folder = await PageFolder.open(path)
      await writePage({ ...places, artist, work, token, catalogue, blocks, folder, ffmpeg, signal, report })
      return { folder: path, ...(await folder.close()) }
    },
  }
}
