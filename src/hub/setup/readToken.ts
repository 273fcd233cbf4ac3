import { erc20Abi, type PublicClient } from 'viem'
import type { KnownChain } from '../../shared/knownChains.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type Address, toAddress } from '../../shared/ids.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'

/**
 * The token that an operator names: by its address, or by its symbol where Busker knows it on this chain.
 *
 * @throws BuskerError `HUB_TOKEN_UNKNOWN`
 */
export async function readToken(
  client: PublicClient,
  named: string,
  chain: KnownChain | undefined,
): Promise<NetworkProfile['token']> {
  const known = chain?.tokens.find(({ symbol }) => symbol.toLowerCase() === named.toLowerCase())
  if (known !== undefined) {
    const { address, symbol, name, decimals } = known
    return { address, symbol, name, decimals }
  }
  if (!/^0x[0-9a-f]{40}$/i.test(named)) {
    const names = chain?.tokens.map(({ symbol }) => symbol).join(' or ') ?? 'none'
    throw new BuskerError(
      'HUB_TOKEN_UNKNOWN',
      `"${named}" is no token that Busker knows on this chain (${names}). Name it by its address: 0x and 40 hexadecimal digits.`,
    )
  }
  return readTokenAt(client, toAddress(named))
}

async function readTokenAt(client: PublicClient, address: Address): Promise<NetworkProfile['token']> {
  const contract = { address, abi: erc20Abi } as const
  try {
    const [symbol, name, decimals] = await Promise.all([
      client.readContract({ ...contract, functionName: 'symbol' }),
      client.readContract({ ...contract, functionName: 'name' }),
      client.readContract({ ...contract, functionName: 'decimals' }),
    ])
    return { address, symbol, name, decimals }
  } catch (cause) {
    throw new BuskerError('HUB_TOKEN_UNKNOWN', `There is no ERC-20 token at ${address} on this chain.`, {
      cause,
    })
  }
}
