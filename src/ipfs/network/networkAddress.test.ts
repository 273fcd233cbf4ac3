import { multiaddr } from '@multiformats/multiaddr'
import { expect, test } from 'vitest'
import { networkAddressOf } from './networkAddress.ts'

const addressOf = (text: string) => networkAddressOf(multiaddr(text))

test('an IPv4 address is told apart from another one', () => {
  expect(addressOf('/ip4/192.0.2.1/tcp/4001')).toBe('192.0.2.1')
})

test('of an IPv6 address the half counts that its owner was given', () => {
  const [one, other] = ['/ip6/2001:db8:1:2::1/tcp/4001', '/ip6/2001:db8:1:2:aaaa:bbbb:cccc:dddd/tcp/1']
  expect(addressOf(one)).toBe(addressOf(other))
  expect(addressOf('/ip6/2001:db8:1:3::1/tcp/4001')).not.toBe(addressOf(one))
  expect(addressOf('/ip6/::1/tcp/4001')).toBe('0:0:0:0')
})

test('who comes through a relay has the relay’s address, which is not held against them', () => {
  const relay = '/ip4/192.0.2.1/tcp/4001/p2p/12D3KooWBVKTx4GXy3YcTyx7cHEFGTpwbzEmi8qzPKzYWCxyHLEL'
  expect(addressOf(`${relay}/p2p-circuit`)).toBeUndefined()
})
