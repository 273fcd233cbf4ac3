import type { Connection } from '@libp2p/interface'
import { multiaddr } from '@multiformats/multiaddr'
import { expect, test } from 'vitest'
import { RequestBudgets } from './requestBudgets.ts'

const megabyte = 1024 * 1024
const connection = (peer: string, host = '192.0.2.1') =>
  ({
    remotePeer: { toString: () => peer },
    remoteAddr: multiaddr(`/ip4/${host}/tcp/4001`),
  }) as unknown as Connection
const busy = expect.objectContaining({ code: 'PROTOCOL_BUSY' }) as Error

test('what one peer’s requests hold is bounded, and given back with their end', () => {
  const budgets = new RequestBudgets()
  const [first, second] = [budgets.begin(connection('a')), budgets.begin(connection('a', '192.0.2.2'))]
  first.hold(20 * megabyte)
  expect(() => second.hold(1)).toThrow(busy)
  first.end()
  second.hold(20 * megabyte)
})

test('what the peers of one address hold is bounded, and what all hold', () => {
  const budgets = new RequestBudgets()
  const hold = (peer: string, host: string) => budgets.begin(connection(peer, host)).hold(20 * megabyte)
  hold('a', '192.0.2.1')
  hold('b', '192.0.2.1')
  expect(() => hold('c', '192.0.2.1')).toThrow(busy)
  hold('d', '192.0.2.2')
  hold('e', '192.0.2.3')
  expect(() => hold('f', '192.0.2.4')).toThrow(busy)
})

test('one peer has 32 requests answered at a time', () => {
  const budgets = new RequestBudgets()
  const begun = Array.from({ length: 32 }, () => budgets.begin(connection('a')))
  expect(() => budgets.begin(connection('a'))).toThrow(busy)
  budgets.begin(connection('b'))
  begun[0]?.end()
  budgets.begin(connection('a'))
})
