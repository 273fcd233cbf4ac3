import { readFileSync } from 'node:fs'
import { descendantsOf } from '../../src/localnet/testing/descendants.ts'
import type { Person } from '../../e2e/people/person.ts'

/** What all processes of an application take, MiB: pages that several share are counted once (Linux' PSS). */
export async function memoryOf(person: Person): Promise<number> {
  const main = person.app.process().pid ?? 0
  const pids = [main, ...descendantsOf(main).map(({ pid }) => pid)]
  const kilobytes = pids.map((pid) => {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0)
  })
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1024
}
