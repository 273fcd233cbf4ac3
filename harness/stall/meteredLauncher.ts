import { fileURLToPath } from 'node:url'
import { forkLauncher } from '../../src/process/forkLauncher.ts'
import type { Launcher } from '../../src/process/launcher.ts'

const child = fileURLToPath(new URL('child.ts', import.meta.url))

/** Starts children that note how long their event loops stand still. */
export const meteredLauncher: Launcher = {
  launch: ({ entry, args }) => forkLauncher.launch({ entry: child, args: [entry, ...args] }),
}
