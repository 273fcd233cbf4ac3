import { concat, type Hex, hexToBigInt, keccak256, pad, toHex } from 'viem'
import type { Address } from '../../shared/ids.ts'
import type { ChainClient } from './chainClient.ts'

/** More than any of Raiden's contracts uses for what is no mapping. */
const slots = Array.from({ length: 40 }, (_, slot) => toHex(slot, { size: 32 }))

/**
 * Puts a deployed contract at another address, as if it had been deployed there: its code and its storage. Of mappings only
 * what they hold for `keys` goes along.
 */
export async function relocateContract(
  client: ChainClient,
  from: Address,
  to: Address,
  keys: readonly Address[] = [],
): Promise<void> {
  const code = await client.getCode({ address: from })
  if (code === undefined) throw new Error(`There is no contract at ${from}.`)
  await client.setCode({ address: to, bytecode: code })
  const places = [...slots, ...keys.flatMap((key) => slots.map((slot) => mappingPlace(key, slot)))]
  for (const place of places) {
    const value = await client.getStorageAt({ address: from, slot: place })
    if (value === undefined || hexToBigInt(value) === 0n) continue
    await client.setStorageAt({ address: to, index: place, value: pad(value) })
  }
}

function mappingPlace(key: Address, slot: Hex): Hex {
  return keccak256(concat([pad(key), slot]))
}

/** Has a registry name another TokenNetwork for a token than the one it has made. */
export async function pointRegistryAt(
  client: ChainClient,
  registry: Address,
  token: Address,
  tokenNetwork: Address,
): Promise<void> {
  const places = slots.map((slot) => mappingPlace(token, slot))
  for (const place of places) {
    const value = await client.getStorageAt({ address: registry, slot: place })
    if (value === undefined || hexToBigInt(value) === 0n) continue
    await client.setStorageAt({ address: registry, index: place, value: pad(tokenNetwork) })
  }
}
