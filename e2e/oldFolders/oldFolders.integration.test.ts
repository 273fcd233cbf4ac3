import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hexToBytes } from 'viem'
import { openHubStore } from '../../src/hub/openHubStore.ts'
import { ContentKeys } from '../../src/node/access/contentKeys.ts'
import { nodeHandlers, windowHandlers } from '../../src/node/api/nodeHandlers.ts'
import { type BuskerNode, createNode } from '../../src/node/createNode.ts'
import { deriveKeys } from '../../src/node/keys/deriveKeys.ts'
import type { Keys } from '../../src/node/keys/keys.ts'
import { Purchases } from '../../src/node/market/purchases.ts'
import { Sales } from '../../src/node/market/sales.ts'
import { formsOf } from '../../src/node/market/testing/formsOf.ts'
import { readNetwork } from '../../src/node/store/networkFile.ts'
import { nodeFolder } from '../../src/node/store/nodeFolder.ts'
import { openStore, type Store } from '../../src/node/store/openStore.ts'
import { ChildStore } from '../../src/raiden/child/childStore.ts'
import { entriesOf, openSealedFolder } from '../../src/raiden/child/sealedFolder.ts'
import { clearLevel, type Level, sealedLevel } from '../../src/raiden/child/sealedLevel.ts'
import { findFfmpeg } from '../../src/process/tools.ts'
import { workId } from '../../src/shared/ids.ts'
import { allRows, lostRows, openAsItIs, stepOf } from './allRows.ts'
import { type OldFolders, unpackFolders, writeFiles } from './foldersFile.ts'

const kept = new URL('kept/', import.meta.url)
const context = { signal: new AbortController().signal, report: () => undefined }

/** By `table` or `table.column`: where it is now; null where it has another form, which is compared by itself below. */
const moved = {
  connection_wishes: 'connection_requests',
  'purchases.secret': null,
  'sales.secret': null,
  'mail.peer': 'sender',
}

describe.each(readdirSync(kept))('folders as %s has left them', (name) => {
  const old = unpackFolders(readFileSync(new URL(name, kept)))
  let folder: string
  let node: BuskerNode | null = null

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'busker-old-'))
    await writeFiles(folder, old.files)
  })
  afterEach(async () => {
    await node?.stop()
    node = null
    rmSync(folder, { recursive: true })
  })

  for (const who of ['artist', 'listener'] as const) {
    test(`the ${who}’s store opens with nothing lost, and with nothing secret in clear`, async () => {
      const keys = await keysOf(old, who)
      const file = nodeFolder(join(folder, who)).store
      const step = stepOf(file)
      const before = openAsItIs(file)
      const [rows, secrets] = [allRows(before), secretsIn(before, step)]
      before.close()
      const store = openStore(file, { keys })
      expect(lostRows(rows, allRows(store), moved)).toEqual([])
      const orders = [...new Sales(store, keys).list(), ...new Purchases(store, keys).list()]
      for (const [id, secret] of secrets) expect(orders.find((order) => order.id === id)?.secret).toBe(secret)
      const contentKeys = ownKeys(store, keys)
      expect(contentKeys.length).toBeGreaterThan(0)
      const sealed = [...secrets.values()].map((secret) => hexToBytes(secret)).concat(contentKeys)
      for (const when of ['open', 'closed']) {
        const bytes = Buffer.concat(filesOf(file).map((each) => readFileSync(each)))
        const found = sealed.filter((secret) => formsOf(secret).some((form) => bytes.includes(form)))
        expect({ when, found }).toEqual({ when, found: [] })
        if (when === 'open') store.close()
      }
    })
  }

  for (const who of ['artist', 'listener', 'localnet/hub']) {
    test(`Raiden’s databases of ${who} are sealed with nothing lost, and with no secret in clear`, async () => {
      const raiden = join(folder, who, 'raiden')
      const before = existsSync(join(raiden, 'raiden-ts'))
        ? await levelsIn(join(raiden, 'raiden-ts'), clearLevel)
        : null
      const secrets = secretsOf(JSON.stringify(before))
      expect(before === null || secrets.length > 0).toBe(true)
      const damages: unknown[] = []
      const sealed = sealedLevel(new Uint8Array(32).fill(7), (error) => damages.push(error))
      const place = await openSealedFolder(raiden, sealed)
      const after = before === null ? null : await levelsIn(place, sealed)
      expect(after).toEqual(before)
      const finals = new ChildStore(raiden)
      const outcomes = finals.outcomesAfter(0, 100)
      finals.close()
      expect(outcomes.length).toBe(who === 'localnet/hub' ? 0 : 2)
      const bytes = Buffer.concat(filesBelow(raiden).map((each) => readFileSync(each)))
      expect(secrets.filter((secret) => formsOf(secret).some((form) => bytes.includes(form)))).toEqual([])
      expect(damages).toEqual([])
    })
  }

  test('the hub’s databases open with nothing lost', async () => {
    const hub = join(folder, 'localnet', 'hub')
    for (const [file, open] of [
      [join(hub, 'hub.sqlite'), openHubStore],
      [join(hub, 'catalogue.sqlite'), (catalogue: string) => openStore(catalogue)],
    ] as const) {
      const before = openAsItIs(file)
      const rows = allRows(before)
      before.close()
      const after = open(file)
      expect(lostRows(rows, allRows(after), moved)).toEqual([])
      after.close()
    }
  })

  test('the listener still owns, has in playlists and can play what was bought', async () => {
    const buys = await start('listener')
    const library = await buys.library({}, context)
    expect(library.map(({ work }) => work.title).toSorted()).toEqual(['Free', 'Owned'])
    const [playlist] = await buys.playlists({}, context)
    expect(playlist).toMatchObject({ name: 'For the train' })
    expect(playlist?.tracks).toHaveLength(2)
    const owned = library.find(({ work }) => work.title === 'Owned')
    const labels = [owned?.work.label ?? never()]
    const request = { labels, format: 'wav' as const, folder: join(folder, 'files') }
    const { files } = await nodeHandlers(node ?? never()).exportFiles(request, context)
    expect(files).toMatchObject([{ samples: 22_050, sampleRate: 22_050 }])
    expect(new Set(await buys.purchases({}, context).then((all) => all.map(({ state }) => state)))).toEqual(
      new Set(['owned', 'handedOver', 'failed', 'cancelled', 'invoiced', 'paying', 'requested']),
    )
  })

  test('the artist’s sales still count, and what was granted can be revoked', async () => {
    const sells = await start('artist')
    const sales = await sells.sales({}, context)
    expect(sales.map(({ state }) => state).toSorted()).toEqual(
      ['delivered', 'delivered', 'invoiced', 'invoiced', 'invoiced', 'paid', 'releasing'].toSorted(),
    )
    expect(await sells.payments({ limit: 10 }, context)).toHaveLength(2)
    expect(await sells.grants({}, context)).toHaveLength(3)
    expect(await sells.works({ owner: 'self' }, context)).toHaveLength(9)
    expect(await sells.uploads({}, context)).not.toHaveLength(0)
  })

  async function start(who: 'artist' | 'listener') {
    const network = await readNetwork(nodeFolder(join(folder, who)).network)
    if (network === null) throw new Error('The old folder has no network.')
    const log = pino({ level: process.env['LOG'] ?? 'silent' })
    const keys = await keysOf(old, who)
    node = await createNode({ folder: join(folder, who), keys, network, ffmpeg: await findFfmpeg(), log })
    return windowHandlers(node)
  }
})

function keysOf(old: OldFolders, who: 'artist' | 'listener') {
  return deriveKeys(old[who].words, old[who].issuedAt)
}

/** By order, as they stood in clear until step 17. */
function secretsIn(store: Store, step: number): Map<string, `0x${string}`> {
  if (step >= 17) return new Map()
  const sql =
    'SELECT id, secret FROM sales UNION ALL SELECT id, secret FROM purchases WHERE secret IS NOT NULL'
  return new Map(store.prepare(sql).raw().all() as [string, `0x${string}`][])
}

function ownKeys(store: Store, keys: Keys): Uint8Array[] {
  const contentKeys = new ContentKeys(store, keys)
  const rows = store.prepare('SELECT work, edition FROM content_keys').raw().all() as [string, number][]
  return rows.map(([work, edition]) => contentKeys.get(workId.parse(work), edition) ?? never())
}

/** Every secret in Raiden's documents, in clear. */
function secretsOf(documents: string): Uint8Array[] {
  const found = documents.matchAll(/\\"secret\\":\\"(0x[0-9a-f]{64})\\"/g)
  return [...new Set(Array.from(found, ([, secret = '0x']) => secret))].map((secret) =>
    hexToBytes(secret as `0x${string}`),
  )
}

/** By database and key, what each of a folder's databases holds. */
async function levelsIn(place: string, open: (location: string) => Level): Promise<Record<string, string>> {
  const all: Record<string, string> = {}
  for (const name of readdirSync(place)) {
    const level = open(join(place, name))
    await promisify(level.open.bind(level))()
    for await (const { key, value } of entriesOf(level))
      all[`${name}/${key.toString('hex')}`] = value.toString()
    await promisify(level.close.bind(level))()
  }
  return all
}

function filesBelow(place: string): string[] {
  const entries = readdirSync(place, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

function filesOf(store: string): string[] {
  return ['', '-wal'].map((part) => `${store}${part}`).filter((file) => existsSync(file))
}

function never(): never {
  throw new Error('The old folder does not hold what it was made to hold.')
}
