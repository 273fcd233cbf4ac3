import { expect, test } from 'vitest'
import { openStore } from '../store/openStore.ts'

const zero = '0x00'

test('a work is one artist’s, and its manifest stays when it is shown no longer', () => {
  const store = openStore(':memory:')
  const keep = store.prepare("INSERT INTO manifests VALUES (?, 'track', 'w', 1, 'a', 'c', ?)")
  keep.run('cid', Buffer.from(zero))
  const show = store.prepare(
    `INSERT INTO works (kind, work, edition, artist, manifest, listed, title, artist_name, amount, chain_id,
       token_network, created_at) VALUES ('track', 'w', 1, ?, 'cid', 1, 't', 'n', '0', 1, '0x', 0)`,
  )
  show.run('a')
  expect(() => show.run('b')).toThrow(/UNIQUE/)
  expect(() => store.exec("DELETE FROM manifests WHERE cid = 'cid'")).toThrow(/FOREIGN KEY/)
  store.close()
})

test('an artist has one head of each number', () => {
  const store = openStore(':memory:')
  const add = store.prepare(
    "INSERT INTO heads (artist, number, catalogue, bytes, state) VALUES ('a', 1, 'c', x'00', 'waiting')",
  )
  add.run()
  expect(() => add.run()).toThrow(/UNIQUE/)
  store.close()
})
