import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/**
 * Runs a program on this terminal.
 *
 * @returns its exit code; 128 + n when signal n ended it, 127 when it could not be started
 */
export function runToEnd(program: string, args: readonly string[]): Promise<number> {
  const child = spawn(program, args, { stdio: 'inherit' })
  const stop = () => child.kill('SIGTERM')
  process.once('SIGTERM', stop)
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`${program} could not be started: ${error.message}`)
      resolve(127)
    })
    child.on('close', (code, signal) => {
      process.removeListener('SIGTERM', stop)
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0))
    })
  })
}
