import { fileURLToPath } from 'node:url'
import { forkLauncher } from '../../src/process/forkLauncher.ts'
import type { Launcher } from '../../src/process/launcher.ts'

/** Starts children on a machine whose clock is wrong by `skew` ms. */
export function wrongClockLauncher(skew: number): Launcher {
  const child = fileURLToPath(new URL('child.ts', import.meta.url))
  return {
    launch: (spec) =>
      forkLauncher.launch({ ...spec, entry: child, args: [String(skew), spec.entry, ...spec.args] }),
  }
}
