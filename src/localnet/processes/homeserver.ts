/** The process that carries Raiden's messages. */
import { join } from 'node:path'
import { createHomeserver } from '../../hub/homeserver/homeserver.ts'
import { claimFolder } from '../../process/claimFolder.ts'
import { serveParent } from '../../process/serveParent.ts'
import { homeserverContract } from './homeserverContract.ts'

serveParent(homeserverContract, async ({ folder, port }) => {
  await claimFolder(folder)
  const homeserver = createHomeserver({ port, dataFile: join(folder, 'transport.sqlite') })
  await homeserver.start()
  return { ready: { url: homeserver.url }, handlers: {}, stop: async () => homeserver.stop() }
})
