import type { ReleaseManifest } from '../../protocol/manifest.ts'
import type { CidText, PeerIdText } from '../../shared/ids.ts'
import type { CatalogueService } from './catalogueService.ts'
import { unknownWork } from './unknownWork.ts'

/** A release, and who probably has the manifests of its tracks. */
export interface FetchedRelease {
  readonly release: ReleaseManifest
  readonly peers: readonly PeerIdText[]
}

/**
 * Reads a release's manifest, wherever it is.
 *
 * @param cid undefined: nobody here knows it
 * @throws BuskerError `CATALOGUE_UNKNOWN`; what fetching throws
 */
export async function fetchRelease(
  catalogue: Pick<CatalogueService, 'artist' | 'fetchManifest'>,
  cid: CidText | undefined,
): Promise<FetchedRelease> {
  const manifest = cid === undefined ? undefined : await catalogue.fetchManifest('release', cid)
  if (manifest?.kind !== 'release') throw unknownWork()
  const peer = catalogue.artist(manifest.body.artist)?.peer
  return { release: manifest.body, peers: peer === undefined ? [] : [peer] }
}
