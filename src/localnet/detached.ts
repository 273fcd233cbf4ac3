import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { nodeArguments, nodeEnvironment } from '../process/nodeArguments.mjs'
import { cacheEnvironment, scrubbedEnvironment } from '../process/launcher.ts'
import { errorData } from '../shared/errors/errorSchemas.ts'
import { BuskerError } from '../shared/errors.ts'
import type { LocalnetParameters } from './localnetSettings.ts'

/** What the detached process says, once. */
export const outcomeMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({
    kind: z.literal('failed'),
    error: errorData,
  }),
])

/**
 * Starts the local network in a process of its own that outlives this one. Resolves when it is ready.
 *
 * @throws BuskerError what its start threw; LOCALNET_ENDED when it ended without a word
 */
export async function startDetached(folder: string, parameters: LocalnetParameters): Promise<void> {
  const logs = join(folder, 'logs')
  await mkdir(logs, { recursive: true, mode: 0o700 })
  const log = await open(join(logs, 'localnet.log'), 'w', 0o600)
  try {
    const entry = fileURLToPath(new URL('detachedMain.ts', import.meta.url))
    const child = spawn(process.execPath, [...nodeArguments, entry, folder, JSON.stringify(parameters)], {
      env: { ...nodeEnvironment, ...scrubbedEnvironment(), ...cacheEnvironment() },
      stdio: ['ignore', log.fd, log.fd, 'ipc'],
      detached: true,
    })
    const ended = once(child, 'exit').then(() => null)
    const message: unknown = await Promise.race([
      once(child, 'message').then(([said]) => said as unknown),
      ended,
    ])
    if (message === null) {
      throw new BuskerError(
        'LOCALNET_ENDED',
        `The local network ended while it started. Its last words are in ${join(logs, 'localnet.log')}.`,
      )
    }
    const outcome = outcomeMessage.parse(message)
    if (outcome.kind === 'failed') {
      await ended
      throw new BuskerError(outcome.error.code, outcome.error.message)
    }
    child.disconnect()
    child.unref()
  } finally {
    await log.close()
  }
}
