import * as dagCbor from '@ipld/dag-cbor'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { type Head, head as headSchema, signedHead } from '../../protocol/catalogue.ts'
import { decode, encode } from '../../protocol/codec.ts'
import { sign } from '../../protocol/signed.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import { cidOf } from '../../ipfs/blocks/cids.ts'
import { openStore } from '../store/openStore.ts'
import { type Admission, admitHead } from './admitHead.ts'
import { HeadRecords } from './headRecords.ts'
import type { Publisher } from './publish.ts'
import { createPublisher } from './testing/manifestFixtures.ts'

let artist: Publisher
beforeAll(async () => {
  artist = await createPublisher(('12D3KooW' + '1'.repeat(44)) as PeerIdText)
})

async function headBytes(change: Partial<Head> = {}): Promise<Uint8Array> {
  const body: Head = {
    v: 1,
    artist: artist.identity.body.account,
    number: 10,
    catalogue: cidOf(new Uint8Array([1]), 'dag-cbor'),
    previous: null,
    time: 1,
    ...change,
  }
  return encode(signedHead, await sign('head', headSchema, body, artist.account))
}

function admit(records: HeadRecords, bytes: Uint8Array): Promise<Admission> {
  return admitHead(records, bytes, null, { now: () => 1, waiting: 100 })
}

test('bytes from outside are a head, or are refused with a reason', async () => {
  const records = new HeadRecords(openStore(':memory:'))
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 1100 }), async (bytes) => {
      const { refused } = { refused: undefined, ...(await admit(records, bytes)) }
      expect(refused).toBe(bytes.byteLength > 1024 ? 'oversized' : 'malformed')
    }),
  )
})

test('a head of which any byte was changed is never taken in', async () => {
  const bytes = await headBytes()
  const nullAt = Buffer.from(bytes).indexOf('previous') + 'previous'.length
  const records = new HeadRecords(openStore(':memory:'))
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.byteLength - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const edited = bytes.slice()
      edited[at] = (edited[at] ?? 0) ^ change
      expect(['malformed', 'forged']).toContain(
        { refused: 'taken in', ...(await admit(records, edited)) }.refused,
      )
    }),
    { numRuns: 300, examples: [[nullAt, 1]] },
  )
})

test('a head with its signature in another form than the canonical one is malformed', async () => {
  const head = decode(signedHead, await headBytes(), 1024)
  const v = head.signature.endsWith('1b') ? '00' : '01'
  const other = { ...head, signature: `${head.signature.slice(0, -2)}${v}` }
  const records = new HeadRecords(openStore(':memory:'))
  const forms = [other, { ...head, signature: `0x${'ff'.repeat(64)}1b` }]
  for (const form of forms) {
    expect(await admit(records, dagCbor.encode(form))).toMatchObject({ refused: 'malformed' })
  }
})

test('whatever comes in whatever order, the newest head is the one with the greatest number', async () => {
  const numbers = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 20 })
  const heads = await Promise.all(
    Array.from({ length: 13 }, (_, number) => headBytes({ number: number + 1 })),
  )
  await fc.assert(
    fc.asyncProperty(numbers, async (order) => {
      const store = openStore(':memory:')
      const records = new HeadRecords(store)
      for (const number of order) await admit(records, heads[number - 1] ?? new Uint8Array())
      const newest = records.newest(artist.identity.body.account)
      expect(newest?.number).toBe(Math.max(...order))
      expect(records.due(1, 100)).toHaveLength(1)
      store.close()
    }),
    { numRuns: 20 },
  )
})

test('what became current after a position is told from there, and from the start when that was another store', async () => {
  const records = new HeadRecords(openStore(':memory:'))
  const told = (position: number) => records.since(position, 10).heads.length
  for (const number of [1, 2, 3]) {
    const admitted = await admit(records, await headBytes({ number }))
    if ('head' in admitted) records.accept(admitted.head)
  }
  expect(records.since(0, 10).position).toBe(3)
  expect([told(0), told(2), told(3), told(99)]).toEqual([1, 1, 0, 1])
})
