import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toAmount } from '../../src/shared/money.ts'
import { incoming, outcome, purchase } from './testing/purchase.ts'
import { threeNodes, type ThreeNodes } from './testing/threeNodes.ts'

const PENDING = 25

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
  afterAll(async () => nodes?.world.stop())

  test('restarted with twenty-five of them pending it finishes all within seconds', async () => {
    const { buyer, hub, seller, accounts, world } = nodes
    const bought = Array.from({ length: PENDING }, () =>
      purchase(accounts.seller.address, world.network.token, {
        amount: toAmount(1_000n),
        lockTimeoutSeconds: 55,
      }),
    )
    const locked = Promise.all(bought.map(async ({ secretHash }) => incoming(seller, secretHash)))
    await Promise.all(bought.map(async ({ intent }) => buyer.pay(intent)))
    await locked

    await hub.stop()
    const done = Promise.all(bought.map(async ({ secretHash }) => outcome(buyer, secretHash)))
    await Promise.all(bought.map(async ({ secretHash, secret }) => seller.release(secretHash, secret)))
    const restarted = performance.now()
    await hub.start()
    const started = performance.now()
    const outcomes = await done
    const finished = performance.now()
    const busy = cpuSeconds(hub.pid)
    process.stdout.write(
      `hub ready after ${seconds(started - restarted)} s, ${PENDING} pending payments done after ${seconds(finished - restarted)} s, ${busy} s of them on the CPU\n`,
    )
    expect(outcomes.every(({ transfer }) => transfer.state === 'paid')).toBe(true)
    // Processor time, because a busy machine stretches the other: rxjs as it comes needs several times as much.
    expect(busy).toBeLessThan(15)
  })
})
