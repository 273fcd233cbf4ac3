import { beforeEach, expect, test, vi } from 'vitest'
import type { Peer } from '../../ipfs/peer.ts'
import type { UrsulaRecord } from '../../protocol/policy.ts'
import { ursulaProtocol } from '../../protocol/ursula.ts'
import { askUrsula } from './askUrsula.ts'

const ursula = { peer: `12D3KooW${'z'.repeat(44)}`, addresses: ['/memory/1'] } as unknown as UrsulaRecord
const body = { request: new Uint8Array([1]) } as unknown as Parameters<typeof askUrsula<'reencrypt'>>[3]
const answer = { response: new Uint8Array([2]) }
const connect = vi.fn<(addresses: readonly string[]) => Promise<unknown>>()
const call = vi.fn<(...asked: unknown[]) => Promise<unknown>>()
const peer = { connect, call } as unknown as Pick<Peer, 'call' | 'connect'>

beforeEach(() => {
  connect.mockReset().mockResolvedValue(ursula.peer)
  call.mockReset().mockResolvedValue(answer)
})

test('an Ursula is dialled where her record says she is, and then asked', async () => {
  const dialled = Promise.withResolvers<unknown>()
  connect.mockReturnValue(dialled.promise)
  const options = { timeoutMs: 5 }
  const asking = askUrsula(peer, ursula, 'reencrypt', body, options)
  expect(connect).toHaveBeenCalledExactlyOnceWith(ursula.addresses)
  expect(call).not.toHaveBeenCalled()
  dialled.resolve(ursula.peer)
  expect(await asking).toBe(answer)
  expect(call).toHaveBeenCalledExactlyOnceWith(ursula.peer, ursulaProtocol, 'reencrypt', body, options)
})

test('one that is not where her record says is asked all the same: others may know where she is', async () => {
  connect.mockRejectedValue(new Error('Nobody is there.'))
  expect(await askUrsula(peer, ursula, 'reencrypt', body)).toBe(answer)
})

test('one whose record names no place is not dialled', async () => {
  expect(await askUrsula(peer, { ...ursula, addresses: [] }, 'reencrypt', body)).toBe(answer)
  expect(connect).not.toHaveBeenCalled()
})
