import { createServer, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { decodeFunctionData, parseAbi, parseTransaction, type Hex } from 'viem'
import type { Startable } from '../../shared/startable.ts'

/** One JSON-RPC request on its way to the chain. */
export interface ChainCall {
  readonly jsonrpc: string
  readonly id: number
  readonly method: string
  readonly params: readonly unknown[]
}
/** Answers a call in the chain's stead, or lets it through with `forward`, or another one; before or after doing something. */
export type Interceptor = (
  call: ChainCall,
  forward: (instead?: ChainCall) => Promise<string>,
) => Promise<string>

const abi = parseAbi([
  'function openChannel(address, address)',
  'function openChannelWithDeposit(address, address, uint256)',
  'function setTotalDeposit(uint256, address, uint256, address)',
  'function approve(address, uint256)',
  'function cooperativeSettle(uint256, (address, uint256, uint256, bytes, bytes), (address, uint256, uint256, bytes, bytes))',
])

/** Stands between a node and its chain, so that a test can stop one of them at a known moment. */
export class ChainProxy implements Startable {
  readonly #rpcUrl: string
  readonly #port: number
  #server: Server | null = null
  intercept: Interceptor = async (_call, forward) => forward()

  constructor(rpcUrl: string, port: number) {
    this.#rpcUrl = rpcUrl
    this.#port = port
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  async start(): Promise<void> {
    const server = createServer((request, response) => {
      this.#answer(request).then(
        (body) => response.writeHead(200, { 'content-type': 'application/json' }).end(body),
        () => response.destroy(),
      )
    })
    this.#server = server
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve))
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections()
    this.#server?.close()
    this.#server = null
  }

  async #answer(request: AsyncIterable<Uint8Array>): Promise<string> {
    const body = await text(request)
    const call = JSON.parse(body) as ChainCall
    return this.intercept(call, async (instead) => {
      const headers = { 'content-type': 'application/json' }
      const sent = instead === undefined ? body : JSON.stringify(instead)
      return (await fetch(this.#rpcUrl, { method: 'POST', headers, body: sent })).text()
    })
  }
}

/** Which of Raiden's contract calls a signed transaction makes; null for another call or request. */
export function contractCallOf({ method, params }: ChainCall): string | null {
  if (method !== 'eth_sendRawTransaction') return null
  const { data } = parseTransaction(params[0] as Hex)
  if (data === undefined) return null
  try {
    return decodeFunctionData({ abi, data }).functionName
  } catch {
    return null
  }
}
