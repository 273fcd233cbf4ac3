import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toAmount } from '../../src/shared/money.ts'
import type { Outcome } from '../../src/raiden/payments.ts'
import {
  waitForIncoming,
  waitForOutcome,
  createPayment,
  releaseIncoming,
} from '../../harness/raiden/paymentFixture.ts'
import { channelCapacity, threeNodes, type ThreeNodes } from '../../harness/raiden/threeNodes.ts'

const pendingCount = 25
/** Processor time, s, because a busy machine stretches the other. Without Busker's changes to raiden-ts it takes 47 to 69. */
const maxCpuSeconds = 15
const fastAndPaid = { states: ['paid'], swift: true }

const seconds = (ms: number): string => (ms / 1_000).toFixed(1)

/** User and system time of a process, from /proc/PID/stat (proc(5), fields 14 and 15; a tick is 10 ms). */
function cpuSeconds(pid: number | undefined): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

describe('a hub with payments under way', () => {
  let nodes: ThreeNodes
  beforeAll(async () => {
    nodes = await threeNodes()
  })
  afterAll(async () => nodes?.harness.stop())

  const orders = () =>
    Array.from({ length: pendingCount }, () =>
      createPayment(nodes.accounts.seller.address, nodes.harness.network.token, {
        amount: toAmount(1_000n),
        lockTimeoutSeconds: 55,
      }),
    )

  test('restarted with twenty-five of them pending it finishes all within seconds', async () => {
    const { buyer, hub, seller } = nodes
    const bought = orders()
    const locked = Promise.all(bought.map(async ({ secretHash }) => waitForIncoming(seller, secretHash)))
    await Promise.all(bought.map(async ({ intent }) => buyer.pay(intent)))
    await locked

    await hub.stop()
    const done = Promise.all(bought.map(async ({ secretHash }) => waitForOutcome(buyer, secretHash)))
    await Promise.all(bought.map(async ({ secretHash, secret }) => seller.release(secretHash, secret)))
    expect(await restart(async () => hub.start(), done)).toEqual(fastAndPaid)
  })

  test('killed with twenty-five of them for a seller who was away it passes them on, in order', async () => {
    const { buyer, hub, seller, accounts } = nodes
    const bought = orders()
    await seller.stop()
    await Promise.all(bought.map(async ({ intent }) => buyer.pay(intent)))
    await expect
      .poll(async () => (await channelCapacity(hub, accounts.seller)).locked, { timeout: 30_000 })
      .toBe(1_000n * BigInt(pendingCount))
    if (hub.pid !== undefined) process.kill(hub.pid, 'SIGKILL')
    await hub.stop()
    const stop = releaseIncoming(seller, bought)
    const done = Promise.all(bought.map(async ({ secretHash }) => waitForOutcome(buyer, secretHash)))
    expect(await restart(async () => Promise.all([hub.start(), seller.start()]), done)).toEqual(fastAndPaid)
    stop()
  })

  async function restart(start: () => Promise<unknown>, done: Promise<Outcome[]>) {
    const restarted = performance.now()
    await start()
    const outcomes = await done
    const busy = cpuSeconds(nodes.hub.pid)
    process.stdout.write(
      `${pendingCount} pending payments done ${seconds(performance.now() - restarted)} s after the hub’s restart, ${busy} s of its processor time\n`,
    )
    return {
      states: [...new Set(outcomes.map(({ transfer }) => transfer.state))],
      swift: busy < maxCpuSeconds,
    }
  }
})
