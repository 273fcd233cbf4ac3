/** `detachedMain.ts FOLDER CHOICES`: the local network in a process of its own, until SIGTERM. */
import { z } from 'zod'
import { toErrorData } from '../shared/errors.ts'
import { localnetUp } from './commands.ts'
import type { outcomeMessage } from './detached.ts'
import { localnetParameters as choicesSchema } from './localnetSettings.ts'

const [folder, parameters] = z
  .tuple([
    z.string().min(1),
    z
      .string()
      .transform((text): unknown => JSON.parse(text))
      .pipe(choicesSchema),
  ])
  .parse(process.argv.slice(2))

let isReported = false
function report(outcome: z.input<typeof outcomeMessage>): void {
  if (!isReported) process.send?.(outcome)
  isReported = true
}

try {
  await localnetUp({ folder, parameters, detach: false, onReady: () => report({ kind: 'ready' }) })
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  report({ kind: 'failed', error: toErrorData(error) })
  process.exitCode = 1
}
if (process.connected) process.disconnect()
