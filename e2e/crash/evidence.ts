import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { NodeProcess } from '../../src/cli/nodeProcess.ts'
import { nodeFolder } from '../../src/node/store/nodeFolder.ts'
import { toErrorData } from '../../src/shared/errors.ts'
import type { CrashHarness } from './crashHarness.ts'

/** What is known of a round that broke: everybody's orders, payments and channels, and all logs. Never throws. */
export async function keepEvidence(
  { folder }: CrashHarness,
  to: string,
  people: readonly NodeProcess[],
): Promise<void> {
  try {
    await mkdir(to, { recursive: true })
    for (const person of people) {
      const known = JSON.stringify(await viewOf(person), (_key, value: unknown) => plain(value), 2)
      await writeFile(join(to, `${person.name}.json`), known)
      await cp(nodeFolder(person.folder).log, join(to, `${person.name}.log`)).catch(() => undefined)
    }
    await cp(join(folder, 'localnet', 'logs'), to, { recursive: true })
    process.stderr.write(`  what is known of it: ${to}\n`)
  } catch (error) {
    process.stderr.write(`  its evidence could not be kept: ${String(error)}\n`)
  }
}

async function viewOf(person: NodeProcess) {
  const asked = {
    purchases: person.ask('purchases', {}),
    sales: person.ask('sales', {}),
    payments: person.ask('payments', { limit: 50 }),
    channels: person.ask('watchedChannels', {}),
    wallet: person.ask('wallet', {}),
    status: person.ask('status', {}),
  }
  const answers = await Promise.all(
    Object.entries(asked).map(async ([name, answer]) => [name, await answer.catch(toErrorData)] as const),
  )
  return Object.fromEntries(answers)
}

function plain(value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
