import { parseEther } from 'viem'
import type { Address } from '../shared/ids.ts'
import type { Amount } from '../shared/money.ts'
import { createChainClient } from './chain/chainClient.ts'
import type { LocalChain } from './chain/localChain.ts'

/** Gives the hub's account its budget and gas money, once: an account with gas has had both. */
export async function fundHub(chain: LocalChain, hub: Address, budget: Amount): Promise<void> {
  const gas = await createChainClient(chain.rpcUrl).getBalance({ address: hub })
  if (gas === 0n) await chain.faucet().give(hub, { wei: parseEther('100'), token: budget })
}

/** Gives a tower gas money, once. */
export async function fundTower(chain: LocalChain, tower: Address): Promise<void> {
  const gas = await createChainClient(chain.rpcUrl).getBalance({ address: tower })
  if (gas === 0n) await chain.faucet().give(tower, { wei: parseEther('1') })
}
