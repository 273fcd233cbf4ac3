import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import getPort from 'get-port'
import { createHomeserver, type Homeserver } from '../homeserver.ts'

export interface OpenHomeserver {
  readonly server: Homeserver
  readonly dataFile: string
  /** Stops it, and removes its data. */
  readonly remove: () => Promise<void>
}

/** Starts a homeserver with a folder of its own. */
export async function openHomeserver(): Promise<OpenHomeserver> {
  const folder = await mkdtemp(join(tmpdir(), 'busker-homeserver-'))
  const dataFile = join(folder, 'transport.sqlite')
  const server = createHomeserver({ port: await getPort({ host: '127.0.0.1' }), dataFile })
  await server.start()
  const remove = async () => {
    await server.stop()
    await rm(folder, { recursive: true })
  }
  return { server, dataFile, remove }
}
