// npm run attack [-- NAME…]: attacks hub, artist and listener on this machine, and measures what they suffer. A name is any
// part of an attack's.
import { mkdir, writeFile } from 'node:fs/promises'
import Table from 'cli-table3'
import { AttackNetwork } from './attackNetwork.ts'
import { attacks } from './attacks.ts'
import { broken, promised } from './limits.ts'
import { type AttackOutcome, runAttack } from './runAttack.ts'

const names = process.argv.slice(2)
const chosen = attacks.filter(({ name }) => names.length === 0 || names.some((part) => name.includes(part)))
const outcomes: AttackOutcome[] = []
const stop = new AbortController()
process.once('SIGINT', () => stop.abort())
const network = await AttackNetwork.open()
try {
  for (const attack of chosen) {
    if (stop.signal.aborted) break
    process.stderr.write(`${attack.name} …\n`)
    const outcome = await runAttack(network, attack)
    outcomes.push(outcome)
    for (const sentence of broken(outcome, promised)) process.stderr.write(`  ✗ ${sentence}\n`)
  }
} finally {
  await network.close()
}
await writeReport()

async function writeReport(): Promise<void> {
  const table = new Table({
    head: ['attack', 'stall by own work (in all), ms', 'memory, MB', 'buying, ms', 'dial, ms', 'seen'],
    colWidths: [34, 26, 17, 11, 9, 36],
    wordWrap: true,
    style: { head: [], border: [] },
  })
  for (const { attack, sufferings, purchaseMs, dialMs, figures } of outcomes) {
    table.push([
      attack,
      sufferings.map(({ victim, stallMs, busyMs }) => `${victim} ${busyMs} (${stallMs})`).join('\n'),
      sufferings.map(({ victim, growthMb }) => `${victim} ${growthMb}`).join('\n'),
      purchaseMs ?? 'failed',
      dialMs ?? 'failed',
      Object.entries(figures)
        .map(([what, figure]) => `${what}: ${figure}`)
        .join('\n'),
    ])
  }
  await mkdir('out', { recursive: true })
  await writeFile('out/attack.json', `${JSON.stringify(outcomes, null, 2)}\n`)
  process.stdout.write(`${table.toString()}\n`)
  const isWhole = outcomes.length === chosen.length && chosen.length > 0
  const holds = outcomes.every((outcome) => broken(outcome, promised).length === 0)
  process.exitCode = isWhole && holds ? 0 : 1
}
