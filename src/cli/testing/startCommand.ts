import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { commandLine } from './runCommand.ts'

/** A command that runs until it is told to end, and what it said first. */
export interface StartedCommand {
  readonly child: ChildProcessByStdio<null, Readable, Readable>
  readonly ready: unknown
}

/** Starts a command in a process of its own; resolves with its first line, which is JSON. */
export async function startCommand(args: readonly string[]): Promise<StartedCommand> {
  const child = spawn(process.execPath, [commandLine, '--json', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  return { child, ready: JSON.parse(line) }
}
