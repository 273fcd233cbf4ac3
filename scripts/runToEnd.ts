import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** A terminal's Ctrl-C reaches the program by itself. */
const signals = ['SIGTERM', 'SIGHUP'] as const

/**
 * Runs a program on this terminal.
 *
 * @returns its exit code; 128 + n when signal n ended it, 127 when it could not be started
 */
export function runToEnd(program: string, args: readonly string[]): Promise<number> {
  const child = spawn(program, args, { stdio: 'inherit' })
  const passOn = (signal: NodeJS.Signals) => child.kill(signal)
  for (const signal of signals) process.once(signal, passOn)
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`${program} could not be started: ${error.message}`)
      resolve(127)
    })
    child.on('close', (code, signal) => {
      for (const each of signals) process.removeListener(each, passOn)
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0))
    })
  })
}
