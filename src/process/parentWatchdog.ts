/**
 * Runs `parentWatchdog.ts SIGNAL COMMAND ARGS…` where the system has no parent-death signal: when its stdin closes, its parent is
 * gone, and the program gets SIGNAL, then SIGKILL. SIGTERM is passed on.
 */
import { spawn } from 'node:child_process'

const graceMs = 500
const [signal, command, ...args] = process.argv.slice(2)
if (command === undefined) throw new Error('parentWatchdog: no command')

const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
child.once('error', (error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(127)
})
child.once('exit', (code, endedBy) => process.exit(endedBy === null ? (code ?? 1) : 1))
process.on('SIGTERM', () => void child.kill('SIGTERM'))
process.stdin.resume()
process.stdin.once('close', () => {
  child.kill(signal === 'SIGTERM' ? 'SIGTERM' : 'SIGKILL')
  setTimeout(() => void child.kill('SIGKILL'), graceMs)
})
