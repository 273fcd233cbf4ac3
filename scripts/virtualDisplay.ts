import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { lacksDisplay } from './onDisplay.ts'

/**
 * Where there is no display, starts one that only this process and its children see.
 *
 * @returns stop; it resolves when the display is gone
 */
export async function openDisplay(): Promise<() => Promise<void>> {
  if (!lacksDisplay()) return async () => undefined
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    // Ctrl-C is for this process: the windows are closed before their display is.
    detached: true,
  })
  const ended = once(server, 'exit')
  const number = await Promise.race([firstLine(server.stdio[3] as Readable), ended])
  if (typeof number !== 'string') throw new Error('Xvfb could not be started.')
  process.env['DISPLAY'] = `:${number}`
  process.once('exit', () => server.kill())
  return async () => {
    delete process.env['DISPLAY']
    server.kill()
    await ended
  }
}

async function firstLine(stream: Readable): Promise<string | undefined> {
  for await (const line of createInterface({ input: stream })) return line
  return undefined
}
