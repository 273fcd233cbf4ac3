import { randomBytes } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { workId } from '../../shared/ids.ts'
import { openStore } from '../store/openStore.ts'
import type { ContentKey } from './access.ts'
import { ContentKeys } from './contentKeys.ts'

const store = openStore(':memory:')
afterEach(() => store.exec('DELETE FROM content_keys'))
const storeKey = new Uint8Array(randomBytes(32))
const keys = new ContentKeys(store, { storeKey })
const id = workId.parse('aa'.repeat(16))
const key = new Uint8Array(randomBytes(32)) as ContentKey

test('a content key comes back for its track and edition, and stands nowhere in clear', () => {
  keys.keep(id, 1, key)
  expect(keys.get(id, 1)).toEqual(key)
  expect(keys.get(id, 2)).toBeUndefined()
  expect([keys.has(id, 1), keys.has(id, 2)]).toEqual([true, false])
  const { sealed } = store.prepare('SELECT sealed FROM content_keys').get() as { sealed: Buffer }
  expect(sealed.includes(Buffer.from(key))).toBe(false)
})

test('a key moved to another edition, or read with other words, is named damaged', () => {
  keys.keep(id, 1, key)
  const damaged = expect.objectContaining({ code: 'ACCESS_KEY_DAMAGED' })
  expect(() => new ContentKeys(store, { storeKey: key }).get(id, 1)).toThrow(damaged)
  store.exec('UPDATE content_keys SET edition = 2')
  expect(() => keys.get(id, 2)).toThrow(damaged)
})

test('keeping is part of the transaction around it', () => {
  const fail = store.transaction(() => {
    keys.keep(id, 1, key)
    throw new Error('rolled back')
  })
  expect(fail).toThrow('rolled back')
  expect(keys.has(id, 1)).toBe(false)
})
