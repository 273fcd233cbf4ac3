import { descendantsOf } from '../../src/localnet/testing/descendants.ts'
import type { Person } from '../../e2e/people/person.ts'
import { proportionalMemory } from '../processMemory.ts'

/** What all processes of an application take, MiB. */
export function memoryOf(person: Person): number {
  const main = person.app.process().pid ?? 0
  const pids = [main, ...descendantsOf(main).map(({ pid }) => pid)]
  return pids.reduce((sum, pid) => sum + proportionalMemory(pid), 0) / 2 ** 20
}
