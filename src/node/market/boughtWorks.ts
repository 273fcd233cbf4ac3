import { setImmediate as nextTick } from 'node:timers/promises'
import type { OwnedWork } from '../../shared/api/library.ts'
import type { WorkView } from '../../shared/api/node.ts'
import type { Address, Label } from '../../shared/ids.ts'
import { accessPurchaseStates } from '../../shared/orderStates.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import { durationTogether } from '../catalogue/releaseDuration.ts'
import { type ListedRow, listedColumns, toWorkSummary } from '../catalogue/workRow.ts'
import { toWorkView } from '../catalogue/workView.ts'
import type { Store } from '../store/openStore.ts'
import { stateList } from '../store/stateList.ts'
import { noteReleaseTracks } from './releaseTracks.ts'
import { shownEdition } from './shownEdition.ts'
import { watchBoughtWorks } from './watchBoughtWorks.ts'

export interface BoughtWorksOptions {
  readonly store: Store
  readonly catalogue: Pick<CatalogueService, 'manifest' | 'edition'>
  /** The node's owner. */
  readonly account: Address
}

type BoughtAt = readonly [rowid: number, boughtAt: number]

/** What is owned of one work. */
interface Editions {
  all: readonly OwnedWork[]
}

/** Purchases read at once: more would hold up what else there is to do. */
const purchasesAtOnce = 25

const hasAccess = `state IN (${stateList(accessPurchaseStates)})`

/** A work that was bought, or is on a release that was. */
interface OwnedRow extends ListedRow {
  /** Of its purchase among those read at once. */
  readonly place: number
  readonly owned_label: Label
  readonly bought_at: number
  readonly has_key: number
}

/** What was bought or given, as lists show it: kept in memory until something of it changes. */
export class BoughtWorks {
  readonly #options: BoughtWorksOptions
  readonly #changes: ReturnType<typeof watchBoughtWorks>
  #reading: Promise<readonly OwnedWork[]> | undefined
  #owned: readonly OwnedWork[] = []
  /** Of each work every edition that is owned, in the order of the list. */
  #editions: readonly Editions[] = []
  #byLabel: ReadonlyMap<Label, Editions> = new Map()
  /** Of a release what is heard of it. */
  #tracks: ReadonlyMap<Label, readonly Label[]> = new Map()
  /** How many changes had happened when it was read. */
  #readAt = { works: -1, downloads: -1 }

  constructor(options: BoughtWorksOptions) {
    this.#options = options
    this.#changes = watchBoughtWorks(options.store)
  }

  /**
   * Newest first; a release is followed by its tracks in their order now, and a work owned twice, or in several editions, is
   * listed once. The same list for as long as it is true; a long one is read in turns.
   */
  list(): Promise<readonly OwnedWork[]> {
    this.#reading ??= this.#refresh().finally(() => (this.#reading = undefined))
    return this.#reading
  }

  /** A work of the newest {@link list}, by the label of any edition that is owned. */
  get(label: Label): WorkView | undefined {
    const editions = this.#changes.works === this.#readAt.works ? this.#byLabel.get(label) : undefined
    return editions && shownEdition(editions.all).work
  }

  async #refresh(): Promise<readonly OwnedWork[]> {
    // What changes while it is read is read again.
    while (this.#readAt.works !== this.#changes.works) {
      const works = this.#changes.works
      await this.#read()
      this.#readAt = { works, downloads: -1 }
    }
    if (this.#readAt.downloads !== this.#changes.downloads) {
      this.#readAt = { ...this.#readAt, downloads: this.#changes.downloads }
      this.#readDownloads()
    }
    return this.#owned
  }

  async #read(): Promise<void> {
    await noteReleaseTracks(this.#options.store, this.#options.catalogue)
    const byWork = new Map<string, Editions>()
    const byLabel = new Map<Label, Editions>()
    const tracks = new Map<Label, readonly Label[]>()
    const purchases = this.#purchases()
    for (let start = 0; start < purchases.length; start += purchasesAtOnce) {
      const rows = this.#rowsOf(purchases.slice(start, start + purchasesAtOnce))
      for (const ofPurchase of Map.groupBy(rows, ({ place }) => place).values()) {
        const [first, ...rest] = ofPurchase
        if (first !== undefined && rest.length > 0) tracks.set(first.owned_label, rest.map(labelOf))
        for (const row of ofPurchase) {
          if (byLabel.has(row.owned_label)) continue
          const work = this.#viewOf(row, rest.length > 0 && row === first ? rest : [row])
          if (work === undefined) continue
          const name = `${work.kind}/${work.id}`
          const editions = byWork.get(name) ?? { all: [] }
          editions.all = [...editions.all, { work, boughtAt: row.bought_at, isDownloaded: false }]
          byWork.set(name, editions)
          byLabel.set(row.owned_label, editions)
        }
      }
      await nextTick()
    }
    this.#editions = [...byWork.values()]
    this.#byLabel = byLabel
    this.#tracks = tracks
  }

  /** Their rowids, and when their works were first bought in any edition; newest first. */
  #purchases(): BoughtAt[] {
    const { store } = this.#options
    const bought = store
      .prepare<[], BoughtAt>(
        `SELECT rowid, created_at FROM purchases WHERE ${hasAccess} ORDER BY created_at DESC, rowid`,
      )
      .raw()
      .all()
    // Looked up for these alone: a window over all purchases takes long.
    const first = new Map(
      store
        .prepare<[], BoughtAt>(
          `SELECT rowid, (SELECT min(created_at) FROM purchases AS edition
               WHERE edition.label >= substr(later.label, 1, instr(later.label, '/') + 33)
                 AND edition.label < substr(later.label, 1, instr(later.label, '/') + 32) || '0' AND edition.${hasAccess})
             FROM purchases AS later WHERE ${hasAccess} AND label NOT LIKE '%/1'`,
        )
        .raw()
        .all(),
    )
    if (first.size === 0) return bought
    return bought
      .map(([rowid, boughtAt]): BoughtAt => [rowid, first.get(rowid) ?? boughtAt])
      .toSorted(([, one], [, other]) => other - one)
  }

  /** Each purchase's work, and then its tracks. */
  #rowsOf(purchases: readonly BoughtAt[]): OwnedRow[] {
    return this.#options.store
      .prepare<[string], OwnedRow>(
        `WITH bought AS (
           SELECT key AS place, label, json_extract(value, '$[1]') AS bought_at, coalesce((
               SELECT works.manifest FROM works WHERE works.work = substr(label, 9, 32) AND works.kind = 'release'
                 AND works.edition = CAST(substr(label, 42) AS INTEGER) AND EXISTS (
                   SELECT 1 FROM release_tracks WHERE release_tracks.manifest = works.manifest)), manifest) AS named
             FROM json_each(?) JOIN purchases ON purchases.rowid = json_extract(value, '$[0]')),
         labels AS (
           SELECT place, -1 AS position, bought_at, label AS owned_label FROM bought
           UNION ALL
           SELECT place, release_tracks.position, bought_at, release_tracks.label FROM bought
             JOIN release_tracks ON release_tracks.manifest = bought.named),
         owned AS (
           SELECT *, substr(owned_label, 1, instr(owned_label, '/') - 1) AS owned_kind,
             substr(owned_label, instr(owned_label, '/') + 1, 32) AS owned_work,
             CAST(substr(owned_label, instr(owned_label, '/') + 34) AS INTEGER) AS owned_edition FROM labels)
         SELECT ${listedColumns}, place, bought_at, owned_label,
           EXISTS (SELECT 1 FROM content_keys
             WHERE content_keys.work = owned_work AND content_keys.edition = owned_edition) AS has_key
           FROM owned LEFT JOIN works
             ON works.work = owned_work AND works.kind = owned_kind AND works.edition = owned_edition
           ORDER BY place, position`,
      )
      .all(JSON.stringify(purchases))
  }

  /** @param heard what is heard of it: itself, or the tracks of a release */
  #viewOf(row: OwnedRow, heard: readonly OwnedRow[]): WorkView | undefined {
    const { account, catalogue } = this.#options
    // Another edition than is on sale now stands in its own manifest alone.
    const work = row.work === null ? catalogue.edition(row.owned_label) : toWorkSummary(row)
    if (work === undefined) return undefined
    const isOwned = heard.every(({ has_key: hasKey }) => hasKey === 1)
    const durationMs =
      work.kind === 'track' ? work.durationMs : durationTogether(heard.map((track) => track.duration_ms))
    return toWorkView({ ...work, durationMs }, { isOwn: work.artist === account, isOwned })
  }

  #readDownloads(): void {
    const labels = this.#options.store.prepare<[], Label>('SELECT label FROM downloads').pluck().all()
    const downloaded = new Set(labels)
    const isHere = (label: Label) => downloaded.has(label)
    this.#owned = this.#editions.map((editions) => {
      editions.all = editions.all.map((one) => {
        const isDownloaded = (this.#tracks.get(one.work.label) ?? [one.work.label]).every(isHere)
        return isDownloaded === one.isDownloaded ? one : { ...one, isDownloaded }
      })
      return shownEdition(editions.all)
    })
  }
}

const labelOf = ({ owned_label: label }: OwnedRow): Label => label
