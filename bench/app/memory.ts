import { descendantsOf } from '../../src/localnet/testing/descendants.ts'
import type { ElectronApplication } from 'playwright-core'
import { proportionalMemory } from '../processMemory.ts'

/** What all processes of an application take, MiB. */
export function memoryOf(app: ElectronApplication): number {
  const main = app.process().pid ?? 0
  const pids = [main, ...descendantsOf(main).map(({ pid }) => pid)]
  return pids.reduce((sum, pid) => sum + proportionalMemory(pid), 0) / 2 ** 20
}
