import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import getPort from 'get-port'
import { localChainId } from '../../shared/networkProfile.ts'
import type { LocalChain } from '../chain/localChain.ts'

/** Writes what an operator writes, for `chain`: on a free port, looking every second. */
export async function writeTowerConfig(
  folder: string,
  { rpcUrl, contracts }: Pick<LocalChain, 'rpcUrl' | 'contracts'>,
): Promise<void> {
  const listen = [`/ip4/127.0.0.1/tcp/${await getPort({ host: '127.0.0.1' })}`]
  const config = {
    version: 1,
    operator: 'Bo',
    chain: { id: localChainId, rpcUrls: [rpcUrl] },
    tokenNetworks: [contracts.tokenNetwork],
    listen,
    reachedAt: listen,
    intervalSeconds: 1,
  }
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'tower.json'), JSON.stringify(config))
}
