import { openOperatedUrsula } from '../ursula/openOperatedUrsula.ts'
import { runService } from './runService.ts'
import type { Terminal } from './terminal.ts'

/** Runs the Ursula that `ursula.json` in `folder` describes until a signal ends it. Errors: {@link openOperatedUrsula}, {@link runService}. */
export async function runUrsula(folder: string, terminal: Terminal): Promise<void> {
  await runService(
    {
      name: 'Ursula',
      folder,
      async open(log) {
        const ursula = await openOperatedUrsula(folder, log)
        const { entry } = ursula
        const describe = () => ({
          facts: { entry },
          text: `The Ursula runs. The hub's operator puts this into network.ursulas of hub.json:\n${JSON.stringify(entry)}\nEnd it with Ctrl-C.`,
        })
        return {
          service: { start: () => ursula.start(), stop: () => ursula.stop(), report: () => ursula.status() },
          describe,
        }
      },
    },
    terminal,
  )
}
