/** The process of one Ursula. */
import { join } from 'node:path'
import { createPeer } from '../../ipfs/createPeer.ts'
import { lockFolder } from '../../process/folderLock.ts'
import { serveParent } from '../../process/serveParent.ts'
import { startAll, stopAll } from '../../shared/startable.ts'
import { createUrsula } from '../../ursula/createUrsula.ts'
import { openUrsulaKeys } from '../../ursula/ursulaKeys.ts'
import { ursulaContract } from './ursulaContract.ts'

serveParent(ursulaContract, async ({ folder, operator, port, hub }) => {
  await lockFolder(folder, { leftovers: 'end' })
  const keys = await openUrsulaKeys(folder)
  const peer = await createPeer({
    seed: keys.peerSeed,
    folder: join(folder, 'peer'),
    listen: [`/ip4/127.0.0.1/tcp/${port}`],
    bootstrap: hub,
  })
  const ursula = createUrsula({ keys, folder, peer, operator })
  const parts = [peer, ursula]
  await startAll(parts)
  return { ready: { record: await ursula.describe() }, handlers: {}, stop: async () => stopAll(parts) }
})
