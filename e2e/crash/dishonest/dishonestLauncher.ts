import { fileURLToPath } from 'node:url'
import { forkLauncher } from '../../../src/process/forkLauncher.ts'
import type { Launcher } from '../../../src/process/launcher.ts'

const homeserver = fileURLToPath(new URL('homeserver.ts', import.meta.url))

/** Starts the local network with a homeserver that may be told to lose, hold back or repeat messages. */
export const dishonestLauncher: Launcher = {
  launch: (spec) =>
    forkLauncher.launch(
      /processes\/homeserver\.[jt]s$/.test(spec.entry) ? { ...spec, entry: homeserver } : spec,
    ),
}
