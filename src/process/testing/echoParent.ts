/** A parent for tests to kill: starts the echo and a binary, prints their pids, and stays. */
import { BinaryProcess } from '../binaryProcess.ts'
import { echoProcess } from './echoProcess.ts'

const folder = process.argv[2]
const echo = echoProcess({
  startMessage: () => ({ secret: 'hush', ...(folder === undefined ? {} : { folder }) }),
})
const binary = new BinaryProcess({
  name: 'sleep',
  command: '/bin/sleep',
  args: ['600'],
  ready: async () => undefined,
  readyTimeout: 5_000,
  stopTimeout: 1_000,
  orphanSignal: 'SIGKILL',
})
await echo.start()
await binary.start()
process.stdout.write(`${JSON.stringify([echo.pid, binary.pid])}\n`)
