import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { privateKeyToAccount } from 'viem/accounts'
import { HeadRecords } from '../../node/catalogue/headRecords.ts'
import { decodeHead } from '../../node/catalogue/protocolHandlers.ts'
import { WorkRecords } from '../../node/catalogue/workRecords.ts'
import { openStore, type Store } from '../../node/store/openStore.ts'
import type { Postgres } from '../../database/postgres.ts'
import { BuskerError } from '../../shared/errors.ts'
import { ChannelPartners } from '../channelPartners.ts'
import { openFunding } from '../funding/openFunding.ts'
import { hubIdentity, openHubKeys } from '../hubKeys.ts'
import { openLeases } from '../leases/openLeases.ts'
import { openMailbox } from '../mailbox/openMailbox.ts'
import { Blocklist } from '../moderation/blocklist.ts'
import { openNames } from '../names/openNames.ts'
import { openHubStore } from '../openHubStore.ts'
import { readOperatorConfig } from '../operatorConfig.ts'
import { openHubPostgres } from '../postgres/openHubPostgres.ts'
import { indexSince } from '../search/indexCatalogues.ts'
import { openSearchIndex } from '../search/openSearchIndex.ts'
import type { SearchIndex } from '../search/searchIndex.ts'
import { openSnapshots } from '../snapshots/openSnapshots.ts'

/** Tables of the database, and how many rows each has after a move. */
const counted = {
  channels: 'funded_channels',
  vouchers: 'vouchers',
  leases: 'leases',
  snapshots: 'snapshots',
  letters: 'mail',
  names: 'names',
  works: 'search_works',
} as const
export type MovedHub = Readonly<Record<keyof typeof counted, number>>

/**
 * Moves what a hub that does not run has kept in its own files into the PostgreSQL that `hub.json` names, and makes the index anew
 * there. Broken off, it goes on where it was; done again, it changes nothing.
 *
 * @param onIndexed how much of the catalogues is indexed, from 0 to 1
 * @returns what the database has now, of other processes of the hub too
 * @throws BuskerError as {@link readOperatorConfig}, `HUB_DATABASE_NONE`, `HUB_BOOKS_OF_ANOTHER`, `DATABASE_*`
 */
export async function moveHub(folder: string, onIndexed: (fraction: number) => void): Promise<MovedHub> {
  const { databaseUrl } = await readOperatorConfig(folder)
  if (databaseUrl === undefined) {
    throw new BuskerError(
      'HUB_DATABASE_NONE',
      `${join(folder, 'hub.json')} names no PostgreSQL. Write its databaseUrl there first.`,
    )
  }
  const keys = await openHubKeys(folder)
  const store = openHubStore(join(folder, 'hub.sqlite'))
  const catalogueStore = openStore(join(folder, 'catalogue.sqlite'))
  let postgres: Postgres | undefined
  try {
    postgres = await openHubPostgres(databaseUrl)
    const partners = new ChannelPartners(store)
    await openFunding(store, postgres, (await hubIdentity(keys)).raidenAddress)
    await openLeases(store, postgres, Date.now)
    await openSnapshots(store, postgres, partners)
    await openMailbox(store, postgres, Date.now, partners)
    await openNames(store, postgres, Date.now)
    const index = openSearchIndex(store, postgres, folder)
    await index.hide(new Blocklist(store, privateKeyToAccount(keys.privateKey), Date.now).subjects())
    await indexAll(index, catalogueStore, onIndexed)
    for (const ending of ['', '-wal', '-shm'])
      await rm(join(folder, `search.sqlite${ending}`), { force: true })
    return await count(postgres)
  } finally {
    await postgres?.close()
    catalogueStore.close()
    store.close()
  }
}

async function indexAll(
  index: SearchIndex,
  store: Store,
  onIndexed: (fraction: number) => void,
): Promise<void> {
  const heads = new HeadRecords(store)
  const works = new WorkRecords(store)
  const catalogue = {
    head: (artist: Parameters<HeadRecords['current']>[0]) => {
      const current = heads.current(artist)
      return current && decodeHead(current.bytes)
    },
    worksOf: works.worksOf.bind(works),
  }
  const last = heads.since(0, 0).position
  for await (const position of indexSince({ index, catalogue, heads }, 0)) onIndexed(position / last)
}

async function count(postgres: Postgres): Promise<MovedHub> {
  const rows = await Promise.all(
    Object.entries(counted).map(async ([name, table]) => {
      const [row] = await postgres.query<{ rows: number }>(`SELECT count(*) AS rows FROM ${table}`)
      return [name, row?.rows ?? 0] as const
    }),
  )
  return Object.fromEntries(rows) as MovedHub
}
