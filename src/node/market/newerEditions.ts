import type { Address, CidText, WorkId, WorkKind } from '../../shared/ids.ts'
import { toLabel } from '../../shared/ids.ts'
import { accessPurchaseStates } from '../../shared/orderStates.ts'
import type { Store } from '../store/openStore.ts'
import { stateList } from '../store/stateList.ts'
import type { WorkReference } from './workResolver.ts'

interface ListedRow {
  readonly kind: WorkKind
  readonly work: WorkId
  readonly edition: number
  readonly manifest: CidText
  readonly artist: Address
}

const hasAccess = `purchases.state IN (${stateList(accessPurchaseStates)})`

/**
 * What is on sale in a newer edition than the account owns, releases before tracks; without tracks whose key is here. A track
 * is owned by itself, or on a release whose tracks are noted.
 *
 * @param seller whose works are looked at
 */
export function newerEditions(store: Store, account: Address, seller: Address): WorkReference[] {
  return store
    .prepare<[{ account: Address; seller: Address }], ListedRow>(
      `WITH bought AS (
         SELECT label, manifest FROM purchases
           WHERE seller = @seller AND recipient = @account AND ${hasAccess}),
       labels AS (
         SELECT label FROM bought
         UNION SELECT release_tracks.label FROM bought
           JOIN release_tracks ON release_tracks.manifest = bought.manifest),
       owned AS (
         SELECT substr(label, 1, instr(label, '/') - 1) AS kind, substr(label, instr(label, '/') + 1, 32) AS work,
           max(CAST(substr(label, instr(label, '/') + 34) AS INTEGER)) AS edition
         FROM labels GROUP BY 1, 2)
       SELECT works.kind, works.work, works.edition, works.manifest, works.artist
         FROM owned JOIN works ON works.work = owned.work AND works.kind = owned.kind AND works.artist = @seller
         WHERE works.listed = 1 AND works.edition > owned.edition AND NOT (works.kind = 'track' AND EXISTS (
           SELECT 1 FROM content_keys
             WHERE content_keys.work = works.work AND content_keys.edition = works.edition))
         ORDER BY works.kind, works.id`,
    )
    .all({ account, seller })
    .map(({ kind, work, edition, manifest, artist }) => ({
      label: toLabel(kind, work, edition),
      manifest,
      artist,
    }))
}
