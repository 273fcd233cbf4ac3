import { CID } from 'multiformats/cid'
import { identity } from 'multiformats/hashes/identity'
import { expect, test } from 'vitest'
import { assertVerifiable, cidOf } from './blocks/cids.ts'
import { parsePeerAddress } from './network/hubs.ts'

test('a block that is named by another hash than SHA-256 is not fetched', () => {
  const bytes = new Uint8Array([1, 2, 3])
  assertVerifiable(cidOf(bytes, 'raw'))
  expect(() => assertVerifiable(CID.createV1(0x55, identity.digest(bytes)))).toThrow(
    expect.objectContaining({ code: 'IPFS_CID_UNSUPPORTED' }),
  )
})

test.each(['', 'hub.example.org', '/ip4/127.0.0.1/tcp/1', '/ip4/127.0.0.1/tcp/1/p2p/nobody'])(
  '"%s" is no address of a peer',
  (text) => {
    expect(() => parsePeerAddress(text)).toThrow(expect.objectContaining({ code: 'IPFS_ADDRESS_INVALID' }))
  },
)
