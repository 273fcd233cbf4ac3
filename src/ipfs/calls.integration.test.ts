import { expect, test, afterEach } from 'vitest'
import { z } from 'zod'
import { BuskerError } from '../shared/errors.ts'
import { defineProtocol } from '../protocol/rpc.ts'
import { TestNetwork } from './testing/network.ts'

const network = new TestNetwork()
afterEach(() => network.stop())

const echo = defineProtocol('/busker/test/1', {
  echo: { request: z.object({ text: z.string() }), response: z.object({ text: z.string() }), maxBytes: 4096 },
  fail: { request: z.object({}), response: z.object({}), maxBytes: 64 },
})

test('a peer answers another one', async () => {
  const [a, b] = await Promise.all([network.peer(), network.peer()])
  await b.handle(echo, {
    echo: async ({ text }, { peer }) => ({ text: `${text} ${peer}` }),
    fail: async () => {
      throw new BuskerError('TEST_FAILED', 'No.')
    },
  })
  await a.connect(b.addresses)
  await expect(a.call(b.id, echo, 'echo', { text: 'hello' })).resolves.toEqual({ text: `hello ${a.id}` })
  await expect(a.call(b.id, echo, 'fail', {})).rejects.toMatchObject({ code: 'TEST_FAILED', message: 'No.' })
})
