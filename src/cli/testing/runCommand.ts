import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import type { NodeProcess } from '../nodeProcess.ts'

export const commandLine = fileURLToPath(new URL('../main.ts', import.meta.url))

export interface CommandResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command to its end in a process of its own. Its secrets, a line each, are on descriptor 3. */
export async function runCommand(
  args: readonly string[],
  secrets: readonly string[] = [],
): Promise<CommandResult> {
  const child = spawn(process.execPath, [commandLine, ...args], { stdio: ['ignore', 'pipe', 'pipe', 'pipe'] })
  const ended = once(child, 'close')
  if (child.stdout === null || child.stderr === null) throw new Error('A command has no output.')
  const secretsPipe = child.stdio[3] as Writable
  // A command that wants no secrets does not read them.
  secretsPipe.on('error', () => undefined)
  secretsPipe.end(secrets.map((line) => `${line}\n`).join(''))
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  const [code] = (await ended) as [number | null]
  return { code, stdout, stderr }
}

/** What a command of this person answers, as a program reads it. */
export async function runJsonCommand(nodeProcess: NodeProcess, ...args: string[]) {
  const { code, stdout, stderr } = await runCommand(['--data', nodeProcess.folder, '--json', ...args])
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
  return JSON.parse(stdout)
}
