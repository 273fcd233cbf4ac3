/** The process that carries Raiden's messages. */
import { join } from 'node:path'
import { createHomeserver } from '../../hub/homeserver/homeserver.ts'
import { lockFolder } from '../../process/folderLock.ts'
import { serveParent } from '../../process/serveParent.ts'
import { homeserverContract } from './homeserverContract.ts'

serveParent(homeserverContract, async ({ folder, port }) => {
  await lockFolder(folder, { leftovers: 'end' })
  const homeserver = createHomeserver({ port, dataFile: join(folder, 'transport.sqlite') })
  await homeserver.start()
  return { ready: { url: homeserver.url }, handlers: {}, stop: async () => homeserver.stop() }
})
