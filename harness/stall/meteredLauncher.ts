import { fileURLToPath } from 'node:url'
import { forkLauncher } from '../../src/process/forkLauncher.ts'
import type { Launcher } from '../../src/process/launcher.ts'

const child = fileURLToPath(new URL('child.ts', import.meta.url))

/** What children are launched for whose notes somebody reads, by the ends of their entries. */
const metered = ['processes/hub.ts', 'processes/homeserver.ts']

/** Starts the local network with a hub and a homeserver that note how long their event loops stand still. */
export const meteredLauncher: Launcher = {
  launch: ({ entry, args }) =>
    forkLauncher.launch(
      metered.some((end) => entry.endsWith(end)) ? { entry: child, args: [entry, ...args] } : { entry, args },
    ),
}
