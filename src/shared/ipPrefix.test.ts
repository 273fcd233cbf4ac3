import { expect, test } from 'vitest'
import { ipPrefix, isThisMachine, neighbourhoodOf } from './ipPrefix.ts'

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:1:2::9', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['', ''],
])('%s is told apart by %s', (ip, prefix) => {
  expect(ipPrefix(ip)).toBe(prefix)
})

test('this machine is known by both of its addresses, and nobody else is taken for it', () => {
  expect(['127.0.0.1', '::1', '::ffff:127.0.0.1'].map((ip) => isThisMachine(ipPrefix(ip)))).toEqual([
    true,
    true,
    true,
  ])
  expect(['127.0.0.66', '2001:db8::1', ''].some((ip) => isThisMachine(ipPrefix(ip)))).toBe(false)
})

test.each([
  ['203.0.113.7', '203.0'],
  ['2001:db8:1:2', '2001:db8'],
])('%s is of the neighbourhood %s', (prefix, neighbourhood) => {
  expect(neighbourhoodOf(prefix)).toBe(neighbourhood)
})
