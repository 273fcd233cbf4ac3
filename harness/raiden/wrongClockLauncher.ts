import { fileURLToPath } from 'node:url'
import { forkLauncher } from '../../src/process/forkLauncher.ts'
import type { Launcher } from '../../src/process/launcher.ts'

/** Starts Raiden children on a machine whose clock is wrong by `skew` ms. */
export function wrongClockLauncher(skew: number): Launcher {
  const entry = fileURLToPath(new URL('wrongClockChild.ts', import.meta.url))
  return { launch: () => forkLauncher.launch({ entry, args: [String(skew)] }) }
}
