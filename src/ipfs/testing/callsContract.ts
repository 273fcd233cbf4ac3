import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineProtocol } from '../../protocol/rpc.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Peer } from '../peer.ts'

type CallingPeer = Pick<Peer, 'id' | 'addresses' | 'handle' | 'call' | 'connect'>

const empty = z.strictObject({})
const contract = defineProtocol('/busker/contract/1', {
  whoAmI: { input: empty, output: z.strictObject({ peer: z.string() }), maxBytes: 1024 },
  refuse: { input: empty, output: empty, maxBytes: 1024 },
  fail: { input: empty, output: empty, maxBytes: 1024 },
  hang: { input: empty, output: empty, maxBytes: 1024 },
})
const other = defineProtocol('/busker/other/1', contract.operations)

/** What everything that implements `Calls` must do: the real peer, and the fake one. */
export function callsContract(
  name: string,
  pair: () => Promise<[CallingPeer, CallingPeer & { stop(): Promise<void> }]>,
) {
  describe(`calls over ${name}`, () => {
    let asking: CallingPeer
    let answering: CallingPeer & { stop(): Promise<void> }
    let hung: PromiseWithResolvers<void>

    beforeEach(async () => {
      ;[asking, answering] = await pair()
      hung = Promise.withResolvers<void>()
      await answering.handle(contract, {
        whoAmI: async (_, { peer }) => ({ peer }),
        refuse: () => Promise.reject(new BuskerError('HUB_NOT_OWNER', 'Not today.')),
        fail: () => Promise.reject(new Error('secret detail')),
        hang: async () => {
          hung.resolve()
          return new Promise(() => undefined)
        },
      })
      await asking.connect(answering.addresses)
    })

    test('whoever answers knows who asks', async () => {
      expect(await asking.call(answering.id, contract, 'whoAmI', {})).toEqual({ peer: asking.id })
    })

    test('a refusal arrives with its code, and its sentence as a quotation', async () => {
      const refused = asking.call(answering.id, contract, 'refuse', {})
      await expect(refused).rejects.toMatchObject({
        code: 'HUB_NOT_OWNER',
        message: 'The other side says: “Not today.”',
      })
    })

    test('a failure arrives without its details', async () => {
      const failed: unknown = await asking
        .call(answering.id, contract, 'fail', {})
        .catch((error: unknown) => error)
      expect(failed).toMatchObject({ code: 'PROTOCOL_PEER_FAILED' })
      expect(String(failed)).not.toContain('secret detail')
    })

    test('a protocol that is not spoken is named so', async () => {
      const unknown = asking.call(answering.id, other, 'whoAmI', {})
      await expect(unknown).rejects.toMatchObject({ code: 'PROTOCOL_UNKNOWN' })
    })

    test('an answer that does not come is given up in time', async () => {
      const late = asking.call(answering.id, contract, 'hang', {}, { timeoutMs: 50 })
      await expect(late).rejects.toMatchObject({ code: 'IPFS_PEER_TIMEOUT' })
    })

    test('a call is cancelled with the reason given', async () => {
      const cancel = new AbortController()
      const cancelled = asking.call(answering.id, contract, 'hang', {}, { signal: cancel.signal })
      const reason = new Error('changed my mind')
      void hung.promise.then(() => cancel.abort(reason))
      await expect(cancelled).rejects.toBe(reason)
    })

    test('a peer that is gone can not be reached', async () => {
      await answering.stop()
      const gone = asking.call(answering.id, contract, 'whoAmI', {})
      await expect(gone).rejects.toMatchObject({ code: 'IPFS_PEER_UNREACHABLE' })
    })
  })
}
