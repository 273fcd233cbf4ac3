import getPort from 'get-port'
import { type Hex, keccak256, numberToHex } from 'viem'
import { type ChainCall, ChainProxy, type Interceptor } from './chainProxy.ts'

/** A chain endpoint that lies: to it the chain has stood still since `block`, and it swallows every transaction. */
export async function startFrozenEndpoint(rpcUrl: string, block: bigint): Promise<ChainProxy> {
  const proxy = new ChainProxy(rpcUrl, await getPort({ host: '127.0.0.1' }))
  proxy.intercept = frozenAt(block)
  await proxy.start()
  return proxy
}

/** To whoever asks, the chain has stood still since `block`, and every transaction is swallowed. */
export function frozenAt(block: bigint): Interceptor {
  const at = numberToHex(block)
  return async (call, forward) => {
    switch (call.method) {
      case 'eth_blockNumber':
        return answer(call, at)
      case 'eth_sendRawTransaction':
        return answer(call, keccak256(call.params[0] as Hex))
      case 'eth_getTransactionReceipt':
        return answer(call, null)
      case 'eth_getLogs':
        return answer(call, [])
      default:
        return forward({ ...call, params: (call.params ?? []).map((each) => (isNewest(each) ? at : each)) })
    }
  }
}

function answer({ jsonrpc, id }: ChainCall, result: unknown): string {
  return JSON.stringify({ jsonrpc, id, result })
}

function isNewest(param: unknown): boolean {
  return param === 'latest' || param === 'pending'
}
