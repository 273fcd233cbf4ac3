import type { Address, PeerIdText } from '../../shared/ids.ts'
import type { CatalogueService } from './catalogueService.ts'

/** Peers likely to have what belongs to an artist's works; hubs are asked in any case. */
export function likelyPeers(catalogue: Pick<CatalogueService, 'artist'>, artist: Address): PeerIdText[] {
  const peer = catalogue.artist(artist)?.peer
  return peer === undefined ? [] : [peer]
}
