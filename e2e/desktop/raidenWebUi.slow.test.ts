import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { ElectronApplication, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startElectron } from '../../harness/app/launchApp.ts'
import { createTradeHarness, type TradeHarness } from '../../src/cli/demo/tradeHarness.ts'
import { orderBallad, publishBallad } from '../../src/cli/testing/orderElsewhere.ts'
import { commandLine, runJsonCommand } from '../../src/cli/testing/runCommand.ts'
import { checksummed } from '../../src/node/raidenApi/raidenInput.ts'
import { raidenWebUiPath } from '../../src/process/toolPaths.mjs'
import type { Address } from '../../src/shared/ids.ts'
import type { NetworkProfile } from '../../src/shared/networkProfile.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 360_000 })

const patience = { timeout: 40_000, interval: 500 }
let harness: TradeHarness
let network: NetworkProfile
let command: ChildProcess
let url: URL
let app: ElectronApplication
let page: Page
/** What the page complained of, such as its content security policy. */
const problems: string[] = []
/** What it asked of others. */
const elsewhere: string[] = []

beforeAll(async () => {
  harness = await createTradeHarness({ tokenDecimals: 6 })
  network = await harness.start()
  const { listener } = harness
  const args = [commandLine, '--data', listener.folder, '--json', 'raiden-api', '--ui', raidenWebUiPath()]
  command = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  if (command.stdout === null) throw new Error('A command has no output.')
  const [line] = await once(createInterface(command.stdout), 'line')
  url = new URL(JSON.parse(String(line)).url)
  app = await startElectron({
    args: [
      `--user-data-dir=${join(harness.folder, 'chromium')}`,
      join(import.meta.dirname, '..', 'playback', 'blankMain.mjs'),
    ],
  })
  // What a person types when the browser asks.
  await app.evaluate(
    ({ app: electron }, [name, password]) => {
      electron.on('login', (event, _contents, _details, _info, answer) => {
        event.preventDefault()
        answer(name, password)
      })
    },
    [url.username, url.password] as const,
  )
  page = await app.firstWindow()
  page.setDefaultTimeout(patience.timeout)
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(url.origin))
      elsewhere.push(request.url())
  })
})
afterAll(async () => {
  await app?.close()
  const ended = once(command, 'exit')
  command.kill('SIGTERM')
  await ended
  await harness.close()
  await harness.remove()
})

const dialog = (): Locator => page.locator('app-raiden-dialog')

/** The channel with the hub, as the API has it. */
async function channel(): Promise<Record<string, unknown> | undefined> {
  const authorization = `Basic ${Buffer.from(`${url.username}:${url.password}`).toString('base64')}`
  const answer = await fetch(`${url.origin}/api/v1/channels`, { headers: { authorization } })
  return ((await answer.json()) as Record<string, unknown>[])[0]
}
const channelIs = (expected: object) =>
  vi.waitFor(async () => expect(await channel()).toMatchObject(expected), patience)

async function chooseToken(): Promise<void> {
  await dialog().locator('mat-select').click()
  await page.locator('mat-option.token-option').click()
}

async function transfer(to: string, amount: string, identifier?: string): Promise<void> {
  await page.getByRole('button', { name: 'Transfer' }).click()
  await chooseToken()
  await dialog()
    .getByLabel('Address input')
    .fill(checksummed(to as Address))
  await dialog().getByLabel('Amount input').fill(amount)
  if (identifier !== undefined) {
    await dialog().locator('#toggle-identifier').click()
    await dialog().getByLabel('Identifier input').fill(identifier)
  }
  await dialog().getByRole('button', { name: 'Send' }).click()
}

/** Chooses from the menu of the channel, and changes it by an amount where one is given. */
async function change(option: string, amount?: string): Promise<void> {
  await page.locator('app-channel #options').click()
  await page.getByRole('menuitem', { name: option }).click()
  if (amount !== undefined) await dialog().getByLabel('Amount input').fill(amount)
  await dialog().locator('#accept').click()
}

test('Raiden’s own web UI opens a channel, deposits, pays an order and a tip, withdraws and closes', async () => {
  const { artist } = harness
  const label = await publishBallad(harness)

  await page.goto(`${url.origin}/ui/channels`)
  await page.getByRole('button', { name: 'New channel' }).click()
  await chooseToken()
  await dialog().getByLabel('Address input').fill(checksummed(network.hub.raidenAddress))
  await dialog().getByLabel('Amount input').fill('0')
  await dialog().getByRole('button', { name: 'Open' }).click()
  await channelIs({ state: 'opened', total_deposit: '0' })

  await page.goto(`${url.origin}/ui/channels`)
  await page.locator('app-channel #options').waitFor()
  await change('Deposit', '5')
  await channelIs({ total_deposit: '5000000', balance: '5000000' })

  const { seller, paymentId, order } = await orderBallad(harness, label, patience)
  await page.goto(`${url.origin}/ui/`)
  await transfer(seller, '1.5', paymentId)
  await vi.waitFor(async () => expect((await order())?.hasAccess).toBe(true), patience)
  expect(await runJsonCommand(artist, 'orders', '--sold')).toMatchObject([{ label, amount: '1500000' }])
  await transfer(seller, '0.5')
  for (const amount of ['1.5', '0.5'])
    await page.locator('app-history-table').getByText(`${amount} tUSD`).waitFor()

  await page.goto(`${url.origin}/ui/channels`)
  await change('Withdraw', '1')
  await channelIs({ total_withdraw: '1000000' })
  await change('Close Channel')
  await vi.waitFor(async () => expect((await channel())?.['state']).not.toBe('opened'), patience)
  await page.getByText('No channels').waitFor()
  expect(problems).toEqual([])
  expect(elsewhere).toEqual([])
})
