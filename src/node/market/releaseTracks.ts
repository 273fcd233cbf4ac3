import { setImmediate as nextTick } from 'node:timers/promises'
import type { Address, CidText, Label } from '../../shared/ids.ts'
import { accessPurchaseStates } from '../../shared/orderStates.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { Store } from '../store/openStore.ts'
import { stateList } from '../store/stateList.ts'
import { boughtTracks } from './boughtTracks.ts'

/**
 * Notes the tracks of releases that were bought, as the manifest that was bought says, and as the newest of the same edition
 * does: an edit may have changed their order.
 *
 * @param seller whose releases; everybody's where left out
 */
export async function noteReleaseTracks(
  store: Store,
  catalogue: Pick<CatalogueService, 'manifest'>,
  seller?: Address,
): Promise<void> {
  const ofSeller = seller === undefined ? '' : 'AND seller = @seller'
  const missing = store
    .prepare<[{ seller: Address | null }], { label: Label; manifest: CidText }>(
      `WITH bought AS (
         SELECT label, manifest FROM purchases
           WHERE label >= 'release/' AND label < 'release0' AND state IN (${stateList(accessPurchaseStates)})
             ${ofSeller}),
       named AS (
         SELECT label, manifest FROM bought
         UNION SELECT label, works.manifest FROM bought JOIN works
           ON works.work = substr(label, 9, 32) AND works.kind = 'release'
             AND works.edition = CAST(substr(label, 42) AS INTEGER))
       SELECT label, manifest FROM named
         WHERE NOT EXISTS (SELECT 1 FROM release_tracks WHERE release_tracks.manifest = named.manifest)`,
    )
    .all({ seller: seller ?? null })
  await nextTick()
  const add = store.prepare(
    'INSERT OR IGNORE INTO release_tracks (manifest, position, label) VALUES (?, ?, ?)',
  )
  for (const release of missing) {
    store.transaction(() => {
      for (const [position, label] of boughtTracks(catalogue, release).entries()) {
        add.run(release.manifest, position, label)
      }
    })()
    await nextTick()
  }
}
