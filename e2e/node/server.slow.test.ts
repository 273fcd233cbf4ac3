import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NodeProcess } from '../../src/cli/nodeProcess.ts'
import { runCommand, runJsonCommand } from '../../src/cli/testing/runCommand.ts'
import { toAmount } from '../../src/shared/money.ts'
import { synthesiseWav } from '../../src/testAudio/synthesise.ts'
import { Machines } from './machines.ts'

const token = 10n ** 18n
const price = toAmount(2n * token)
const patience = { timeout: 240_000, interval: 500 }
let machines: Machines

beforeAll(async () => {
  machines = await Machines.open({ settleTimeoutSeconds: 90, revealTimeoutSeconds: 30, expiryFactor: 2 })
})
afterAll(() => machines?.close())

test('a server sells while the artist’s own machine is off, is seen from there, and gives selling back', async () => {
  const { folder } = machines
  const [laptop, listener, server] = [
    machines.add('laptop'),
    machines.add('listener'),
    machines.add('server'),
  ]
  await Promise.all([laptop.init(), listener.init()])
  await Promise.all([laptop.start('running'), listener.start('running')])
  await laptop.ask('connect', { deposit: toAmount(0n) })
  await listener.ask('connect', { deposit: toAmount(20n * token) })
  const publish = async (title: string) => {
    const file = join(folder, `${title}.wav`)
    await synthesiseWav(file, { seconds: 5, seed: title.length })
    const { label } = await laptop.ask('publish', { file, price, title })
    await expect.poll(() => listener.ask('search', { text: title, limit: 5 }), patience).toHaveLength(1)
    return label
  }
  const [ballad, waltz] = [await publish('Ballad'), await publish('Waltz')]
  const buy = async (label: typeof ballad) => {
    const purchase = await listener.ask('buy', { label, confirmed: price, follow: true })
    expect(purchase).toMatchObject({ hasAccess: true, price })
  }
  const heldBy = async (node: NodeProcess) => (await node.ask('lease', {}).catch(() => null))?.isHere === true
  /** At no moment may both machines run Raiden with one state. */
  const holders = async () => {
    const held = await Promise.all([heldBy(laptop), heldBy(server)])
    expect(held).not.toEqual([true, true])
    return held
  }
  await laptop.ask('snapshotKeep', {})
  await machines.restore(laptop, server, patience)
  await server.start('ready')

  const made = await runCommand(['--data', server.folder, '--json', 'node', 'pair'])
  const { code, server: number } = JSON.parse(made.stdout) as { code: string; server: string }
  await expect(listener.ask('pairServer', { code })).rejects.toMatchObject({ code: 'REMOTE_OTHER_ACCOUNT' })
  const typed = ['--data', laptop.folder, 'server', 'pair', '--code-fd', '3']
  const paired = await runCommand(typed, [code])
  expect([paired.code, paired.stdout]).toEqual([0, expect.stringContaining(number)])
  await expect(listener.ask('pairServer', { code })).rejects.toMatchObject({ code: 'REMOTE_CODE_REFUSED' })
  await expect(listener.ask('serverOverview', {})).rejects.toMatchObject({ code: 'REMOTE_NONE' })
  expect(await laptop.ask('serverOverview', {})).toMatchObject({ lease: { isHere: false }, saleCount: 0 })

  expect(await laptop.ask('sellFromServer', {})).toMatchObject({ isHere: false, isTakingOver: true })
  await expect
    .poll(async () => (await holders(), (await laptop.ask('lease', {})).yieldedTo), patience)
    .not.toBeNull()
  // The laptop has let go, and the server, which was to go on, dies at that moment.
  await server.kill()
  await server.start('ready')
  await expect.poll(async () => (await holders())[1], patience).toBe(true)
  const overview = () => laptop.ask('serverOverview', {}).catch(() => null)
  // The old channel is closed and settled, and another one opened, without anybody at the server.
  await expect.poll(async () => ((await overview())?.wallet?.receivable ?? 0n) >= price, patience).toBe(true)

  // Both are reached as the artist's one peer: the laptop passes over what it is asked, the server answers.
  await buy(waltz)
  const late = laptop.ask('publish', { file: join(folder, 'Waltz.wav'), price, title: 'Late' })
  await expect(late).rejects.toMatchObject({ code: 'HUB_LEASE_ELSEWHERE' })
  await laptop.stop()
  await buy(ballad)

  await laptop.start('ready')
  await expect.poll(async () => (await overview())?.saleCount, patience).toBe(2)
  const sold = await overview()
  expect(sold?.sales.map(({ label }) => label).toSorted()).toEqual([ballad, waltz].toSorted())
  expect(sold?.wallet?.spendable).toBe(price * 2n)
  expect((await runCommand(['--data', laptop.folder, 'server'])).stdout).toContain('Sold: 2')
  expect(await runJsonCommand(laptop, 'server')).toMatchObject({
    wallet: { spendable: String(price * 2n) },
    sales: [{ amount: String(price) }, { amount: String(price) }],
  })

  await laptop.ask('takeOver', {})
  await expect.poll(async () => (await holders())[0], patience).toBe(true)
  await expect.poll(async () => (await laptop.ask('sales', {})).length, patience).toBe(2)
  await expect
    .poll(async () => (await overview())?.lease.yieldedTo?.name, patience)
    .toEqual(expect.any(String))

  expect(await server.ask('pairedApps', {})).toHaveLength(1)
  expect(await laptop.ask('unpairServer', {})).toEqual({ isTold: true })
  expect(await server.ask('pairedApps', {})).toEqual([])
}, 1_200_000)
