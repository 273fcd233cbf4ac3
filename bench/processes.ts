import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { childrenOf, residentMemory } from './processMemory.ts'
import type { BenchRow } from './row.ts'
import type { PurchaseHarness } from './purchaseHarness.ts'

/** What a process may take, MiB, by its name. */
const targets = [
  { named: /^ursula/, mebibytes: 125 },
  { named: /^Raiden of/, mebibytes: 200 },
  { named: /’s node$/, mebibytes: 200 },
]

/** Resident memory of every process of a running network and of two nodes on it, against Node running nothing. */
export async function benchProcesses(harness: PurchaseHarness): Promise<BenchRow[]> {
  const { localnet, artist, listener } = await harness.tradeHarness()
  const idle = await memoryOfIdleNode()
  const roots = [
    ...localnet.status.parts.map(({ name, pid }) => ({ name: name as string, pid })),
    { name: 'artist’s node', pid: artist.pid },
    { name: 'listener’s node', pid: listener.pid },
  ]
  return roots.flatMap(({ name, pid }) => {
    if (pid === null || pid === undefined) throw new Error(`${name} does not run.`)
    const below = childrenOf(pid).map((child) => ({ name: `Raiden of the ${name}`, pid: child }))
    return [{ name, pid }, ...below].map((each): BenchRow => {
      const ours = residentMemory(each.pid) / 2 ** 20
      const against = { name: 'Node with nothing to do', value: idle }
      const most = targets.find(({ named }) => named.test(each.name))?.mebibytes ?? null
      return {
        name: `memory after ${harness.purchaseCount} purchases: ${each.name}`,
        ours,
        unit: 'MiB',
        against,
        ratio: ours / idle,
        target: most === null ? null : `≤ ${most} MiB`,
        met: most === null ? null : ours <= most,
      }
    })
  })
}

async function memoryOfIdleNode(): Promise<number> {
  const script = 'process.send(0); process.once("disconnect", () => process.exit())'
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  await once(child, 'message')
  const memory = residentMemory(child.pid ?? 0) / 2 ** 20
  child.disconnect()
  await once(child, 'exit')
  return memory
}
