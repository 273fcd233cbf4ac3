import { createTestClient, http, publicActions, walletActions } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { anvil } from 'viem/chains'
import { localChainId } from '../../shared/networkProfile.ts'

/** Anvil's own, public since Hardhat: whoever reads this has its accounts, so nothing of worth may ever be there. */
const publicMnemonic = 'test test test test test test test test test test test junk'

/**
 * Speaks to the local chain as its first development account, the deployer and faucet.
 * The account is anvil's to sign with, so that anvil counts its nonces and several processes can use it at once.
 */
export function createChainClient(rpcUrl: string, chainId = localChainId) {
  return createTestClient({
    mode: 'anvil',
    account: mnemonicToAccount(publicMnemonic).address,
    chain: { ...anvil, id: chainId },
    transport: http(rpcUrl),
    // Asked often: it is our own machine, and each second here is a second somebody waits.
    pollingInterval: 50,
    cacheTime: 0,
  })
    .extend(publicActions)
    .extend(walletActions)
}
export type ChainClient = ReturnType<typeof createChainClient>
