import { fileURLToPath } from 'node:url'
import { forkLauncher } from '../../src/process/forkLauncher.ts'
import type { Launcher } from '../../src/process/launcher.ts'

const child = fileURLToPath(new URL('child.ts', import.meta.url))

/** The entries of children whose notes somebody reads, bundled or not. */
const metered = /processes\/(hub|homeserver)\.[jt]s$/

/** Starts the local network with a hub and a homeserver that note how long their event loops stand still. */
export const meteredLauncher: Launcher = {
  launch: (spec) =>
    forkLauncher.launch(
      metered.test(spec.entry) ? { ...spec, entry: child, args: [spec.entry, ...spec.args] } : spec,
    ),
}
