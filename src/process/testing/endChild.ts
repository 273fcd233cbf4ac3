import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** Ends a process, where it has not ended by itself. Resolves when it is gone. */
export async function endChild(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (child === undefined || child.exitCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}
