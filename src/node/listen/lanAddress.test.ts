import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPrivateAddress, lanAddress, ownAddresses } from './lanAddress.ts'

const home = { name: 'wlan0', address: '192.168.178.20' }
const containers = { name: 'docker0', address: '172.17.0.1' }
const open = { name: 'eth0', address: '203.0.113.9' }

test('the only private address is taken by itself', () => {
  expect(lanAddress(null, [home])).toBe(home.address)
  expect(lanAddress(null, [open, home])).toBe(home.address)
})

test('which of several is meant has to be said', () => {
  expect(() => lanAddress(null, [home, containers])).toThrow(
    /more than one.*192\.168\.178\.20 \(wlan0\), 172/,
  )
  expect(lanAddress(containers.address, [home, containers])).toBe(containers.address)
})

test('an address that the whole internet reaches is taken only when it is named', () => {
  expect(() => lanAddress(null, [open])).toThrow(/no address in a private network.*203\.0\.113\.9 \(eth0\)/)
  expect(lanAddress(open.address, [open])).toBe(open.address)
  expect(() => lanAddress(null, [])).toThrow('none that others reach')
})

test.each([
  '0.0.0.0',
  '::',
  '127.0.0.1',
  'localhost',
  '192.168.178.21',
  '192.168.178.020',
  '',
  ' 192.168.178.20',
])('%j is not listened on: it is not this machine’s', (named) =>
  expect(() => lanAddress(named, [home, open])).toThrow(
    expect.objectContaining({ code: 'LISTEN_LAN_ADDRESS' }),
  ),
)

test('this machine’s own addresses are not those that it alone reaches', () => {
  for (const { address } of ownAddresses()) expect(address).toMatch(/^(?!127\.)\d+(\.\d+){3}$/)
})

test('whatever is named, nothing is listened on but an address of this machine', () => {
  const own = [home, containers, open]
  const taken = (named: string) => {
    try {
      return lanAddress(named, own)
    } catch {
      return undefined
    }
  }
  const named = fc.oneof(fc.string(), fc.ipV4(), fc.ipV6(), fc.constant(open.address))
  fc.assert(
    fc.property(named, (text) => {
      const isOwn = own.some(({ address }) => address === text)
      expect(taken(text)).toBe(isOwn ? text : undefined)
    }),
  )
})

test('private is what the standards say, and no other address', () => {
  for (const address of ['10.0.0.1', '172.16.0.1', '172.31.255.254', '192.168.0.1', '169.254.7.7'])
    expect(isPrivateAddress(address)).toBe(true)
  for (const address of [
    '9.255.255.255',
    '172.15.0.1',
    '172.32.0.1',
    '192.169.0.1',
    '100.64.0.1',
    '127.0.0.1',
  ])
    expect(isPrivateAddress(address)).toBe(false)
})
