/** `detachedMain.ts FOLDER CHOICES`: the local network in a process of its own, until SIGTERM. */
import { z } from 'zod'
import { toErrorData } from '../shared/errors.ts'
import { localnetUp } from './commands.ts'
import type { outcomeMessage } from './detached.ts'
import { choices as choicesSchema } from './settings.ts'

const [folder, choices] = z
  .tuple([
    z.string().min(1),
    z
      .string()
      .transform((text): unknown => JSON.parse(text))
      .pipe(choicesSchema),
  ])
  .parse(process.argv.slice(2))

let isTold = false
function tell(outcome: z.input<typeof outcomeMessage>): void {
  if (!isTold) process.send?.(outcome)
  isTold = true
}

try {
  await localnetUp({ folder, choices, detach: false, onReady: () => tell({ kind: 'ready' }) })
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  tell({ kind: 'failed', error: toErrorData(error) })
  process.exitCode = 1
}
if (process.connected) process.disconnect()
