/** A homeserver that loses the messages it is told to lose. Speaks with its parent as the honest one. */
import { join } from 'node:path'
import { createHomeserverApp } from '../../../src/hub/homeserver/homeserverApp.ts'
import { TransportStore } from '../../../src/hub/homeserver/transportStore.ts'
import { HttpServer } from '../../../src/hub/http/httpServer.ts'
import { WaitQueue } from '../../../src/hub/waitQueue.ts'
import { homeserverContract } from '../../../src/localnet/processes/homeserverContract.ts'
import { lockFolder } from '../../../src/process/folderLock.ts'
import { serveParent } from '../../../src/process/serveParent.ts'
import { isDropped } from './dropRules.ts'

class LossyStore extends TransportStore {
  readonly #folder: string

  constructor(folder: string, serverName: string) {
    super(join(folder, 'transport.sqlite'), serverName)
    this.#folder = folder
  }

  override send(...[from, transactionId, type, addressed]: Parameters<TransportStore['send']>): number[] {
    const kept = addressed.filter(({ userId, content }) => !isDropped(this.#folder, userId, content))
    return super.send(from, transactionId, type, kept)
  }
}

serveParent(homeserverContract, async ({ folder, port }) => {
  await lockFolder(folder, { leftovers: 'end' })
  const serverName = `127.0.0.1:${port}`
  const store = new LossyStore(folder, serverName)
  const stopping = new AbortController()
  const app = createHomeserverApp({
    serverName,
    store,
    waitQueue: new WaitQueue(),
    stopping: stopping.signal,
  })
  const server = new HttpServer({ name: 'The homeserver', host: '127.0.0.1', port, app })
  await server.start()
  return {
    ready: { url: `http://${serverName}` },
    handlers: {},
    stop: async () => {
      stopping.abort()
      await server.stop()
      store.close()
    },
  }
})
