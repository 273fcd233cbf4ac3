import {
  grantedSaleStates,
  payingPurchaseStates,
  releasingSaleStates,
  unsettledSaleStates,
} from '../../shared/orderStates.ts'
import { stateList } from '../store/stateList.ts'

/**
 * Part of every snapshot: all of it, or the rows `where` says (`:account` is one's own). `instead` is SQL that stands
 * for a column whose content can be made anew. `afterRestore` is SQL that settles what can't be gone on with on
 * another machine.
 */
export interface KeptTable {
  readonly kept: true
  readonly where?: string
  readonly instead?: Readonly<Record<string, string>>
  readonly afterRestore?: string
}

/** How one table of the store takes part in snapshots. */
export type TableRule =
  | KeptTable
  /** Not part of it, because `why`. */
  | { readonly kept: false; readonly why: string; readonly afterRestore?: string }

/** What one made, bought, or has the key of. Everything else of the catalogue is heard again. */
const ownManifests = `artist = :account OR cid IN (SELECT manifest FROM purchases) OR EXISTS (
  SELECT 1 FROM content_keys WHERE content_keys.work = manifests.work AND content_keys.edition = manifests.edition)`

/** What was given for nothing is given again to whoever asks: of that the newest thousand. */
const staleFreeSales = `SELECT id FROM sales WHERE amount = '0' ORDER BY created_at DESC LIMIT -1 OFFSET 1000`
const keptGrants = `revocation IS NOT NULL OR order_id IS NULL OR order_id NOT IN (${staleFreeSales})`

/**
 * Every table of the store, in one of the two ways; a test fails for a table that is missing here.
 * A virtual table stands for its shadow tables too.
 */
export const snapshotTables: Readonly<Record<string, TableRule>> = {
  settings: { kept: true, where: "name NOT LIKE 'device-%' AND name NOT LIKE '%-cursor'" },

  // The old machine may have paid already, which this one's Raiden can't know. So nothing is sent again by itself:
  // a seller who was paid gives access again for nothing.
  purchases: {
    kept: true,
    afterRestore: `UPDATE purchases SET state = 'failed', deadline = NULL, code = 'ORDER_RESTORED', message =
      'This was being paid when the snapshot was made. Ask again: if the seller was paid, it costs nothing.'
      WHERE state IN (${stateList(payingPurchaseStates)})`,
  },
  // The secret may be out already, so the buyer may hold a receipt; whether the money came can't be seen from here.
  // The grant is written by `grantReleasedSales`. A policy is three quarters of a sale, and once it is paid for, a fresh one
  // is made for whoever asks again. Anybody can ask for an invoice: what is not paid is not worth a place.
  sales: {
    kept: true,
    where: `state IN (${stateList(grantedSaleStates)}) AND id NOT IN (${staleFreeSales})`,
    instead: {
      sealed_policy: `CASE WHEN state IN (${stateList(unsettledSaleStates)}) THEN sealed_policy ELSE x'' END`,
    },
    afterRestore: `UPDATE sales SET state = 'paid', debt = amount, deadline = NULL, code = 'ORDER_RESTORED', message =
      'This was being paid when the snapshot was made: whether the money came can not be seen from this machine.'
      WHERE state IN (${stateList(releasingSaleStates)})`,
  },
  // The old machine may have paid back already, which this one's Raiden can't know: what was not seen to be paid is not sent.
  refunds: {
    kept: true,
    afterRestore: `UPDATE refunds SET deadline = NULL, lock_expiration = NULL, state = 'unpaid', code = 'REFUND_UNSURE', message =
      'This refund was under way when the snapshot was made: whether it was paid can not be seen from this machine. Ask the buyer; what is missing can be sent as a tip.'
      WHERE state = 'paying'`,
  },
  payments: { kept: true },
  // So that nobody is written to twice.
  thanks: { kept: true },
  // With the sales they were redeemed by, so that none is redeemed again.
  work_codes: { kept: true },
  held_requests: { kept: false, why: 'Nothing was paid, and whoever waits asks again.' },
  gifts: { kept: true, where: "state = 'accepted'" },
  dropped_letters: { kept: false, why: 'Counts what this machine was sent.' },

  // What the partner has signed holds on any machine: a restored one can answer a close with it.
  watched_channels: { kept: true },
  own_transfers: { kept: true },

  connection_requests: { kept: false, why: 'What was requested on another machine may be there already.' },

  // Signed once, so that another machine sends nothing a second time.
  account_transfers: { kept: true },
  transfer_rates: { kept: true },
  // What was under way on another machine is done there, or nowhere.
  chain_steps: { kept: true, where: "state <> 'running'" },

  towers: { kept: true },
  tower_records: { kept: false, why: 'Each tower presents itself again when it is asked.' },
  tower_updates: {
    kept: false,
    why: 'What was paid since would be missing; the towers have what is newest.',
  },
  tower_deliveries: { kept: false, why: 'What the towers have is asked of them again.' },

  ursulas: { kept: true },
  own_ursulas: { kept: true },
  // The statement is a copy of what is in the policy, for nobody but this machine's owner.
  grants: { kept: true, where: keptGrants, instead: { statement: `x''` } },
  grant_ursulas: { kept: true, where: `grant_id IN (SELECT id FROM grants WHERE ${keptGrants})` },
  fragments: { kept: false, why: 'Joining again asks the Ursulas for them again.' },
  content_keys: { kept: true },

  // What has a manifest has all it needs: it is announced.
  upload_releases: { kept: true },
  uploads: {
    kept: true,
    afterRestore: `UPDATE uploads SET state = 'failed', code = 'UPLOAD_RESTORED', message =
      'This upload was not finished on the machine it was begun on. Start it again from the file.',
      manifest = NULL
      WHERE state IN ('waiting', 'encoding', 'publishing') OR (state = 'failed' AND manifest IS NOT NULL)`,
  },
  // Measured while a track was encoded; a release of it may be made later, or anew.
  track_loudness: { kept: true },
  upload_blocks: { kept: false, why: 'The blocks are on the machine that made them.' },

  listen_brainz: { kept: false, why: 'Whether another machine tells what is heard is decided there.' },
  unsent_listens: { kept: false, why: 'The machine that heard them sends them.' },
  track_plays: {
    kept: false,
    why: 'A snapshot after each track that was heard would tell the hub when somebody listens.',
  },
  favourites: { kept: true },
  hidden_artists: { kept: true },
  bought_statements: { kept: true },
  // As artist: one sale is shown in one collection, whatever machine says so.
  shown_sales: { kept: true },
  contacts: { kept: true },
  // What was agreed to on another machine may be paid there: here it has to be agreed to again.
  basket: {
    kept: true,
    afterRestore: 'UPDATE basket SET agreed = NULL, maximum_fee = NULL, order_id = NULL',
  },
  // As the basket: the order may have been made on the other machine.
  reservations: {
    kept: true,
    afterRestore: `UPDATE reservations SET state = 'stopped', label = NULL, order_id = NULL, deadline = NULL,
      code = 'RESERVATION_RESTORED', message =
      'This was reserved on another machine, which may have bought it. Nothing is ordered from here without your word.'
      WHERE state IN ('waiting', 'ordering', 'ordered')`,
  },
  followed_artists: { kept: true },
  followed_works: { kept: true },
  local_folders: { kept: false, why: 'The folders are on the machine that they were chosen on.' },
  local_files: { kept: false, why: 'What lies in a folder is read where it is, and told to nobody.' },
  playlist_folders: { kept: true },
  playlists: { kept: true },
  playlist_tracks: { kept: true },
  smart_lists: { kept: true },
  release_tracks: { kept: false, why: 'It stands in the manifests of the releases, and is read from them.' },
  downloads: { kept: false, why: 'The blocks are on the machine that fetched them.' },
  releasing_downloads: { kept: false, why: 'The blocks are on the machine that deletes them.' },
  wanted_downloads: { kept: false, why: 'What another machine was fetching is for that machine.' },

  export_folders: { kept: false, why: 'Unfinished files lie on the machine that was writing them.' },

  // What was bought can be played although its artist, and every copy of the manifest, is gone.
  artists: { kept: true, where: 'address = :account OR address IN (SELECT seller FROM purchases)' },
  artist_profiles: { kept: true, where: 'artist = :account OR artist IN (SELECT seller FROM purchases)' },
  artist_pictures: { kept: true, where: 'artist = :account OR artist IN (SELECT seller FROM purchases)' },
  coming_works: { kept: true, where: 'artist = :account' },
  heads: { kept: true, where: 'artist = :account' },
  equivocations: { kept: true, where: 'artist IN (SELECT seller FROM purchases)' },
  manifests: { kept: true, where: ownManifests },
  seller_answers: { kept: false, why: 'When somebody was there is seen anew, by whoever looks.' },
  seen_artists: { kept: false, why: 'What was looked at on another machine is looked at again, if at all.' },
  catalogue_sizes: { kept: false, why: 'Follows the manifests by itself.' },
  works: { kept: true, where: `manifest IN (SELECT cid FROM manifests WHERE ${ownManifests})` },
  work_search: {
    kept: false,
    why: 'Made anew from the works.',
    afterRestore: `INSERT INTO work_search (rowid, title, artist, release, genre)
      SELECT id, title, artist_name, coalesce(release_title, ''), coalesce(genre, '') ||
        coalesce((SELECT group_concat(' ' || value, '') FROM json_each(works.tags)), '') FROM works WHERE listed`,
  },
  work_tags: {
    kept: false,
    why: 'Made anew from the works.',
    afterRestore: `INSERT OR IGNORE INTO work_tags (tag, created_at, work)
      SELECT value, created_at, works.id FROM works, json_each(works.tags)
      WHERE listed AND value <> coalesce(genre, '') COLLATE NOCASE`,
  },
  rejections: { kept: false, why: 'Counts what this machine was sent.' },
}
