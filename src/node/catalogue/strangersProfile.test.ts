import * as dagCbor from '@ipld/dag-cbor'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { encode } from '../../protocol/codec.ts'
import { catalogue as catalogueSchema, head as headSchema, signedHead } from '../../protocol/catalogue.ts'
import { sign } from '../../protocol/signed.ts'
import { CatalogueHarness, strangersPeer } from './testing/catalogueHarness.ts'
import { createPublisher } from './testing/manifestFixtures.ts'

test.each([
  ['a link that runs something', { links: [{ url: 'javascript:alert(1)' }] }],
  ['a link that is not secure', { links: [{ url: 'http://tilda.example/' }] }],
  ['a link that hides where it leads', { links: [{ url: 'https://tilda.example@evil.example/' }] }],
  ['very many links', { links: Array.from({ length: 9 }, () => ({ url: 'https://tilda.example/' })) }],
  ['very much text', { about: 'a'.repeat(4001) }],
  ['a place of several pages', { place: 'a'.repeat(121) }],
])('a catalogue with %s is refused whole', async (_what, profile) => {
  const listener = new CatalogueHarness()
  const artist = await createPublisher(strangersPeer)
  const { account } = artist.identity.body
  const empty = dagCbor.decode<object>(
    encode(catalogueSchema, { v: 1, artist: artist.identity, name: 'Tilda', works: [] }),
  )
  const signed = await sign('catalogue', z.unknown(), { ...empty, ...profile }, artist.account)
  const catalogue = await listener.blocks.put(dagCbor.encode(signed), 'dag-cbor')
  const head = { v: 1 as const, artist: account, number: 1, catalogue, previous: null, time: 1 }
  await listener.catalogue.start()
  await listener.catalogue.receive(
    encode(signedHead, await sign('head', headSchema, head, artist.account)),
    null,
  )
  await listener.catalogue.stop()
  expect(listener.catalogue.rejections()).toEqual({ malformed: 1 })
  expect(listener.catalogue.artist(account)).toBeUndefined()
  listener.store.close()
})
