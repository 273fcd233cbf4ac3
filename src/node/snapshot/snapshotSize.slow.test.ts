import { expect, test } from 'vitest'
import { snapshotMaxBytes } from '../../protocol/hub.ts'
import { hex32 } from '../../shared/ids.ts'
import { deriveKeys } from '../keys/deriveKeys.ts'
import { newWords } from '../keys/words.ts'
import { Sales } from '../market/sales.ts'
import { openStore } from '../store/openStore.ts'
import { encodeContent, readContent, writeContent } from './snapshotContent.ts'
import { openSnapshot, sealSnapshot } from './sealedSnapshot.ts'
import { insertSale } from './testing/insertSale.ts'

const device = hex32.parse(`0x${'d'.repeat(64)}`)
const count = 10_000

test('a snapshot of ten thousand sales is within what the hub keeps, and brings all of them back', async () => {
  const keys = await deriveKeys(newWords(), 1)
  const store = openStore(':memory:')
  store.transaction(() => {
    for (let sale = 0; sale < count; sale += 1) insertSale(store, keys)
  })()
  const begun = performance.now()
  const encoded = encodeContent(readContent(store, device, keys.identity.body))
  const read = performance.now()
  const { body, ...signed } = await sealSnapshot(keys, 1, 1, encoded)
  const sealed = performance.now()
  process.stdout.write(
    `${count} sales: ${Math.round(encoded.byteLength / 1e6)} MB, sealed ${Math.round(body.sealed.byteLength / count)} bytes a sale; ` +
      `read in ${Math.round(read - begun)} ms, sealed in ${Math.round(sealed - read)} ms\n`,
  )
  expect(body.sealed.byteLength).toBeLessThan(snapshotMaxBytes)

  const copy = openStore(':memory:')
  writeContent(copy, await openSnapshot(keys, { body, ...signed }))
  expect(copy.prepare('SELECT count(*) FROM sales').pluck().get()).toBe(count)
  const [newest] = new Sales(store, keys).list()
  const restored = newest && new Sales(copy, keys).get(newest.id)
  expect(restored).toEqual({ ...newest, sealedPolicy: new Uint8Array(0) })
}, 120_000)
