/** The process of one tower. */
import { createOperatorLog } from '../../process/operatorLog.ts'
import { lockFolder } from '../../process/folderLock.ts'
import { serveParent } from '../../process/serveParent.ts'
import { openTower } from '../../tower/openOperatedTower.ts'
import { operatedTowerConfig } from '../../tower/towerConfig.ts'
import { towerContract } from './towerContract.ts'

serveParent(towerContract, async ({ folder, operator, port, chainId, rpcUrl, tokenNetwork }) => {
  await lockFolder(folder, { leftovers: 'end' })
  const listen = [`/ip4/127.0.0.1/tcp/${port}`]
  const config = operatedTowerConfig({
    version: 1,
    operator,
    chain: { id: chainId, rpcUrls: [rpcUrl] },
    tokenNetworks: [tokenNetwork],
    listen,
    reachedAt: listen,
    intervalSeconds: 2,
  })
  const tower = await openTower(folder, config, createOperatorLog())
  await tower.start()
  const { account, peer, addresses } = tower
  return { ready: { account, peer, addresses: [...addresses] }, handlers: {}, stop: async () => tower.stop() }
})
