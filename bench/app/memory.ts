import { descendantsOf } from '../../src/localnet/testing/descendants.ts'
import type { DesktopUser } from '../../harness/desktop/desktopUser.ts'
import { proportionalMemory } from '../processMemory.ts'

/** What all processes of an application take, MiB. */
export function memoryOf(user: DesktopUser): number {
  const main = user.app.process().pid ?? 0
  const pids = [main, ...descendantsOf(main).map(({ pid }) => pid)]
  return pids.reduce((sum, pid) => sum + proportionalMemory(pid), 0) / 2 ** 20
}
