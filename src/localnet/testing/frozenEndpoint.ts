import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { type Hex, keccak256, numberToHex } from 'viem'
import { z } from 'zod'

const rpcCall = z.object({
  jsonrpc: z.literal('2.0'),
  id: z.number(),
  method: z.string(),
  params: z.array(z.unknown()).default([]),
})

/** A chain endpoint that lies: to it the chain has stood still since `block`, and it swallows every transaction. */
export async function startFrozenEndpoint(rpcUrl: string, block: bigint) {
  const at = numberToHex(block)
  const answer = async (request: IncomingMessage) => {
    const call = rpcCall.parse(await json(request))
    const params = call.params.map((param) => (param === 'latest' || param === 'pending' ? at : param))
    if (call.method === 'eth_blockNumber') return { ...call, result: at }
    if (call.method === 'eth_sendRawTransaction') return { ...call, result: keccak256(params[0] as Hex) }
    if (call.method === 'eth_getTransactionReceipt') return { ...call, result: null }
    if (call.method === 'eth_getLogs') return { ...call, result: [] }
    const response = await fetch(rpcUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...call, params }),
    })
    return response.json()
  }
  const server = createServer((request, response) => {
    answer(request).then(
      (body) => response.end(JSON.stringify(body)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
