import { openOperatedRelay } from '../hub/relay/openOperatedRelay.ts'
import { runService } from './runService.ts'
import type { Terminal } from './terminal.ts'

/** Runs the relay that `relay.json` in `folder` describes until a signal ends it. Errors: {@link openOperatedRelay}, {@link runService}. */
export async function runRelay(folder: string, terminal: Terminal): Promise<void> {
  await runService(
    {
      name: 'relay',
      folder,
      async open(log) {
        const relay = await openOperatedRelay(folder, log)
        const describe = () => ({
          facts: { addresses: relay.addresses },
          text: `The relay runs. The hub's operator puts this into network.relays of hub.json:\n${JSON.stringify(relay.addresses)}\nEnd it with Ctrl-C.`,
        })
        return {
          service: { start: () => relay.start(), stop: () => relay.stop(), report: () => relay.status() },
          describe,
        }
      },
    },
    terminal,
  )
}
