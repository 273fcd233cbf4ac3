import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hexToBytes } from 'viem'
import type { ErrorCode } from '../../shared/errors.ts'
import { openCell, type StoreKeys } from '../store/cellSeal.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { Purchases } from './purchases.ts'
import { Sales } from './sales.ts'
import { formsOf } from './testing/formsOf.ts'
import { openTrade } from './testing/openTrade.ts'

const refused = (code: ErrorCode) => expect.objectContaining({ code })
const holdsAny = (bytes: Buffer, secrets: readonly Uint8Array[]) =>
  secrets.some((secret) => formsOf(secret).some((form) => bytes.includes(form)))

test('no form of a secret goes unseen, wherever it stands in what is looked through', () => {
  const secret = new Uint8Array(randomBytes(32))
  const hex = Buffer.from(secret).toString('hex')
  for (const text of [hex, `{"a":"0x${hex.toUpperCase()}"}`]) {
    expect(holdsAny(Buffer.from(text), [secret])).toBe(true)
  }
  for (const before of [0, 1, 2, 3, 17]) {
    const longer = Buffer.concat([randomBytes(before), secret, randomBytes(5)])
    expect(holdsAny(longer, [secret])).toBe(true)
    expect(holdsAny(Buffer.from(longer.toString('base64')), [secret])).toBe(true)
    expect(holdsAny(Buffer.from(longer.toString('base64url')), [secret])).toBe(true)
    expect(holdsAny(longer, [randomBytes(32)])).toBe(false)
  }
})

test('after a purchase neither store holds the secret of its payment or the content key in clear', async () => {
  const { harness, artist, listener, offered } = await openTrade(100n)
  await listener.buy(offered)
  await harness.waitUntil(() => artist.sales()[0]?.state === 'delivered')
  const [sale] = artist.sales()
  const [purchase] = listener.purchases()
  expect(purchase?.secret).toBe(sale?.secret)
  const secrets = [hexToBytes(sale?.secret ?? '0x'), offered.key]
  expect(secrets[0]).toHaveLength(32)
  for (const { store } of [artist, listener]) expect(holdsAny(store.serialize(), secrets)).toBe(false)
  await harness.closeConserved()
})

test('a sealed secret that is put into another row, changed, or read with other words is refused', async () => {
  const { harness, artist, listener, offered } = await openTrade(100n)
  const second = await harness.addWork(artist, 100n)
  await listener.buy(offered)
  await listener.buy(second)
  await harness.waitUntil(() => artist.sales().filter(({ state }) => state === 'delivered').length === 2)
  const [one, other] = artist.sales()
  const id = one?.id ?? ''
  const { store, keys } = artist
  const cell = store.prepare('SELECT sealed_secret FROM sales WHERE id = ?').pluck()
  const put = store.prepare('UPDATE sales SET sealed_secret = ? WHERE id = ?')
  const right = cell.get(id) as Buffer

  put.run(cell.get(other?.id), id)
  expect(() => new Sales(store, keys).get(id)).toThrow(refused('STORE_CELL_DAMAGED'))
  expect(new Sales(store, keys).get(other?.id ?? '')?.secret).toBe(other?.secret)
  put.run(
    right.map((byte, index) => (index === 20 ? byte ^ 1 : byte)),
    id,
  )
  expect(() => new Sales(store, keys).get(id)).toThrow(refused('STORE_CELL_DAMAGED'))
  put.run(right, id)
  expect(new Sales(store, keys).get(id)).toEqual(one)
  expect(() => new Sales(store, listener.keys).get(id)).toThrow(refused('STORE_CELL_DAMAGED'))

  const bought = listener.store.prepare('SELECT id, sealed_secret FROM purchases').raw().all() as [
    string,
    Buffer,
  ][]
  const swap = listener.store.prepare('UPDATE purchases SET sealed_secret = ? WHERE id = ?')
  for (const [index, [row]] of bought.entries()) swap.run(bought[1 - index]?.[1], row)
  expect(() => new Purchases(listener.store, listener.keys).list()).toThrow(refused('STORE_CELL_DAMAGED'))
  for (const [row, sealed] of bought) swap.run(sealed, row)
  await harness.closeConserved()
})

test('a store that an older version has left with secrets in clear is opened with nothing lost, and nothing in clear', () => {
  inFolder((folder) => {
    const file = join(folder, 'node.sqlite')
    const keys = { storeKey: new Uint8Array(randomBytes(32)) }
    const secrets = Array.from({ length: 40 }, () => new Uint8Array(randomBytes(32)))
    const old = openStore(file, { step: 16 })
    for (const [index, secret] of secrets.entries()) insertOld(old, index, secret)
    old.close()
    expect(holdsAny(readAll(folder), secrets)).toBe(true)

    expect(() => openStore(file)).toThrow(refused('VAULT_LOCKED'))
    const store = openStore(file, { keys })
    expect(openedSecrets(store, keys)).toEqual(secrets)
    // With the database open: its log holds what was written last.
    expect(holdsAny(readAll(folder), secrets)).toBe(false)
    store.close()
    expect(holdsAny(readAll(folder), secrets)).toBe(false)
    const again = openStore(file, { keys })
    expect(openedSecrets(again, keys)).toEqual(secrets)
    again.close()
  })
})

test('a store is opened by the words it belongs to, and by no others', () => {
  inFolder((folder) => {
    const file = join(folder, 'node.sqlite')
    const keys = { storeKey: new Uint8Array(randomBytes(32)) }
    openStore(file, { keys }).close()
    openStore(file, { keys }).close()
    const others = { storeKey: new Uint8Array(randomBytes(32)) }
    expect(() => openStore(file, { keys: others })).toThrow(refused('STORE_OTHER_WORDS'))
    openStore(file, { keys }).close()
  })
})

/** As step 16 of the schema has them: a sale for each even number, a purchase for each odd one. */
function insertOld(store: Store, index: number, secret: Uint8Array): void {
  const row = {
    id: `0x${index}`,
    label: `track/${index}`,
    secret: `0x${Buffer.from(secret).toString('hex')}`,
  }
  const sql =
    index % 2 === 0
      ? `INSERT INTO sales (id, state, label, buyer, recipient, amount, payment_id, secret, secret_hash, request, invoice,
          sealed_policy, created_at, changed_at) VALUES (@id, 'paid', @label, 'b', 'r', '5', '1', @secret, @id, x'', x'', x'', 1, 1)`
      : `INSERT INTO purchases (id, state, label, manifest, seller, recipient, price, maximum_fee, request, secret, created_at,
          changed_at) VALUES (@id, 'owned', @label, 'm', 's', 'r', '5', '0', x'', @secret, 1, 1)`
  store.prepare(sql).run(row)
}

/** In the order in which {@link insertOld} was called. */
function openedSecrets(store: Store, keys: StoreKeys): Uint8Array[] {
  const column = 'sealed_secret'
  const opened = ['purchases', 'sales'].flatMap((table) => {
    const rows = store.prepare(`SELECT id, ${column} FROM ${table}`).raw().all() as [string, Buffer][]
    return rows.map(
      ([row, sealed]) => [Number(row.slice(2)), openCell(keys, { table, column, row }, sealed)] as const,
    )
  })
  return opened.toSorted(([one], [other]) => one - other).map(([, secret]) => secret)
}

function readAll(folder: string): Buffer {
  return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))))
}

function inFolder(run: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'busker-store-'))
  try {
    run(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
