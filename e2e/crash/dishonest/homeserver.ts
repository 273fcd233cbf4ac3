/** A homeserver that loses, holds back and repeats the messages it is told to. Speaks with its parent as the honest one. */
import { join } from 'node:path'
import { createHomeserverApp } from '../../../src/hub/homeserver/homeserverApp.ts'
import { TransportStore } from '../../../src/hub/homeserver/transportStore.ts'
import { HttpServer } from '../../../src/http/httpServer.ts'
import { WaitQueue } from '../../../src/hub/waitQueue.ts'
import { homeserverContract } from '../../../src/localnet/processes/homeserverContract.ts'
import { lockFolder } from '../../../src/process/folderLock.ts'
import { serveParent } from '../../../src/process/serveParent.ts'
import { fateOf } from './messageRules.ts'

type SendArguments = Parameters<TransportStore['send']>

class DishonestStore extends TransportStore {
  readonly #folder: string
  readonly #waitQueue: WaitQueue<number>
  readonly #timers = new Set<NodeJS.Timeout>()

  constructor(folder: string, serverName: string, waitQueue: WaitQueue<number>) {
    super(join(folder, 'transport.sqlite'), serverName)
    this.#folder = folder
    this.#waitQueue = waitQueue
  }

  override send(...[from, transactionId, type, addressed]: SendArguments): number[] {
    const kept = addressed.filter((each) => {
      const fate = fateOf(this.#folder, each.userId, each.content)
      if (fate === null) return true
      if (fate.kind !== 'lost') this.#sendLater(fate.ms, [from, `${transactionId}-later`, type, [each]])
      return fate.kind === 'repeated'
    })
    return super.send(from, transactionId, type, kept)
  }

  override close(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    super.close()
  }

  #sendLater(ms: number, [from, transactionId, type, addressed]: SendArguments): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      for (const device of super.send(from, transactionId, type, addressed)) this.#waitQueue.notify(device)
    }, ms)
    this.#timers.add(timer)
  }
}

serveParent(homeserverContract, async ({ folder, port }) => {
  await lockFolder(folder, { leftovers: 'end' })
  const serverName = `127.0.0.1:${port}`
  const waitQueue = new WaitQueue<number>()
  const store = new DishonestStore(folder, serverName, waitQueue)
  const stopping = new AbortController()
  const app = createHomeserverApp({
    serverName,
    store,
    waitQueue,
    stopping: stopping.signal,
  })
  const server = new HttpServer({ name: 'The homeserver', port, app, portInUse: 'HUB_PORT_IN_USE' })
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
