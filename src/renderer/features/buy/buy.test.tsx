import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import type { PurchaseView } from '../../../shared/api/node.ts'
import { BuskerError } from '../../../shared/errors.ts'
import type { IpcMethod } from '../../../shared/ipc.ts'
import type { Scenario } from '../../testing/fixtureBridge.ts'
import { tokens } from '../../testing/fixtures/seededValues.ts'
import { emptyWallet, wallet } from '../../testing/fixtures/money.ts'
import { orderInState } from '../../testing/fixtures/orders.ts'
import { bonusFileName } from '../../../shared/bonusFiles.ts'
import { bonusFiles, workByTitle } from '../../testing/fixtures/works.ts'
import { type RenderedApp, renderPage } from '../../testing/renderApp.tsx'
import { useToasts } from '../../ui/toasts.ts'

const title = 'Nocturne for a Closed Café'
const work = workByTitle(title)
const path = `/work/${work.label}`
const user = userEvent.setup()
const lowBalanceWallet = { ...wallet, spendable: tokens(0.6) }

afterEach(cleanup)

async function openSheet(
  scenario: Scenario,
): Promise<{ shown: RenderedApp; sheet: ReturnType<typeof within> }> {
  const shown = renderPage(path, { ...scenario, fixture: { purchases: [], ...scenario.fixture } })
  await user.click(await screen.findByRole('button', { name: /^Buy for 2\.00/ }))
  return { shown, sheet: within(await screen.findByRole('dialog')) }
}

const callsOf = ({ bridge }: RenderedApp, ...methods: IpcMethod[]) =>
  bridge.calls.filter(({ method }) => methods.includes(method)).map(({ method }) => method)

const reporting = (...states: readonly PurchaseView[]): NonNullable<Scenario['handlers']> => ({
  async buy(_input, { report }) {
    states.forEach(report)
    return states.at(-1) ?? orderInState(title, 'owned')
  },
})

test('buys with two presses, and what was bought plays by itself', async () => {
  const { shown, sheet } = await openSheet({
    handlers: reporting(
      orderInState(title, 'requested'),
      orderInState(title, 'paying'),
      orderInState(title, 'owned'),
    ),
  })
  expect(sheet.getByText('Left after')).toBeDefined()
  await user.click(await sheet.findByRole('button', { name: 'Buy for 2.00 tUSD' }))
  await sheet.findByText(`“${title}” is yours.`)
  expect(shown.bridge.calls.find(({ method }) => method === 'buy')?.input).toEqual({
    label: work.label,
    artist: work.artist,
    confirmed: work.price,
    maximumFee: tokens(0.001),
    follow: true,
  })
  const { track, isPlaying, isPreview } = shown.player.store.getState()
  expect([track?.label, isPlaying, isPreview]).toEqual([work.label, true, false])
})

const valueOf = async (sheet: ReturnType<typeof within>, term: string) =>
  (await sheet.findByText(term)).nextSibling?.textContent

test('says what the hub takes and what is left before paying, to the last unit', async () => {
  const { sheet } = await openSheet({
    fixture: { wallet: { ...wallet, spendable: tokens(47.815) } },
    handlers: { quoteFee: async () => ({ fee: tokens(0.003) }) },
  })
  await sheet.findByRole('button', { name: 'Buy for 2.00 tUSD' })
  await waitFor(async () => expect(await valueOf(sheet, 'Hub’s fee')).toBe('0.003\u00a0tUSD'))
  expect(await valueOf(sheet, 'Left after')).toBe('45.812\u00a0tUSD')
})

test('where the hub does not say, the most it may take is said, and is all that it may take', async () => {
  const { shown, sheet } = await openSheet({
    handlers: {
      quoteFee: () => Promise.reject(new BuskerError('RAIDEN_HUB_UNREACHABLE', 'It is silent.')),
      ...reporting(orderInState(title, 'owned')),
    },
  })
  await waitFor(async () => expect(await valueOf(sheet, 'Hub’s fee')).toBe('0.01\u00a0tUSD at most'))
  expect(await valueOf(sheet, 'Left after')).toMatch(/ at least$/)
  await user.click(sheet.getByRole('button', { name: 'Buy for 2.00 tUSD' }))
  await sheet.findByText(`“${title}” is yours.`)
  const bought = shown.bridge.calls.find(({ method }) => method === 'buy')
  expect(bought?.input).not.toHaveProperty('maximumFee')
})

test('nothing can be paid through a hub that asks more than it has stated', async () => {
  const { sheet } = await openSheet({
    handlers: {
      quoteFee: () => Promise.reject(new BuskerError('RAIDEN_FEE_ABOVE_CAP', 'It asks for a fortune.')),
    },
  })
  expect(await sheet.findByText('It asks for a fortune.')).toBeDefined()
  expect(sheet.getByRole('button', { name: 'Buy for 2.00 tUSD' })).toHaveProperty('disabled', true)
})

test('a fee that has risen meanwhile is shown and agreed to anew, not paid', async () => {
  let fee = tokens(0.001)
  const risen = orderInState(title, 'failed', { code: 'RAIDEN_FEE_ABOVE_CAP', message: 'The fee rose.' })
  const { shown, sheet } = await openSheet({
    handlers: {
      quoteFee: async () => ({ fee }),
      async buy(_input, { report }) {
        fee = tokens(0.002)
        report(risen)
        return risen
      },
    },
  })
  await user.click(await sheet.findByRole('button', { name: 'Buy for 2.00 tUSD' }))
  await user.click(await sheet.findByRole('button', { name: 'Try again' }))
  await waitFor(async () => expect(await valueOf(sheet, 'Hub’s fee')).toBe('0.002\u00a0tUSD'))
  await user.click(sheet.getByRole('button', { name: 'Buy for 2.00 tUSD' }))
  await waitFor(() => expect(callsOf(shown, 'buy')).toHaveLength(2))
  const agreed = shown.bridge.calls.filter(({ method }) => method === 'buy')
  expect(agreed.map(({ input }) => (input as { maximumFee?: bigint }).maximumFee)).toEqual([
    tokens(0.001),
    tokens(0.002),
  ])
})

test('tops a balance up that is too small, goes on by itself, and plays', async () => {
  const { shown, sheet } = await openSheet({
    fixture: { wallet: lowBalanceWallet },
    handlers: reporting(orderInState(title, 'owned')),
  })
  expect((await sheet.findByText('Missing')).nextSibling?.textContent).toContain('1.40')
  await user.click(sheet.getByRole('radio', { name: /5\.00/ }))
  await user.click(sheet.getByRole('button', { name: 'Add 5.00 and buy' }))
  await sheet.findByText(`“${title}” is yours.`)
  expect(callsOf(shown, 'connect', 'faucet', 'deposit', 'buy')).toEqual(['deposit', 'buy'])
  expect(shown.bridge.calls.find(({ method }) => method === 'deposit')?.input).toEqual({ amount: tokens(5) })
  expect(shown.player.store.getState().track?.label).toBe(work.label)
})

test('connects to the hub first where there is no connection, and says each step', async () => {
  const { shown, sheet } = await openSheet({
    fixture: { wallet: emptyWallet },
    handlers: {
      async connect(_input, { report }) {
        report({ step: 'faucet' })
        report({ step: 'channel' })
        return new Promise<never>(() => {})
      },
    },
  })
  await user.click(await sheet.findByRole('button', { name: 'Add 5.00 and buy' }))
  const steps = within(await sheet.findByRole('list', { name: 'What happens' }))
  await waitFor(() => expect(steps.getByText('Connecting to the hub').textContent).toContain('under way'))
  expect(steps.getByText('Fetching play money').textContent).toContain('done')
  expect(callsOf(shown, 'buy')).toEqual([])
})

test('makes one order of a double press', async () => {
  const { shown, sheet } = await openSheet({ hanging: ['buy'] })
  await user.dblClick(await sheet.findByRole('button', { name: 'Buy for 2.00 tUSD' }))
  expect(callsOf(shown, 'buy')).toHaveLength(1)
})

test('says what happened to the money when it fails, and can be tried again', async () => {
  const failed = orderInState(title, 'failed', {
    code: 'ORDER_LOCK_RAN_OUT',
    message: 'The artist went away.',
  })
  const { shown, sheet } = await openSheet({ handlers: reporting(failed) })
  await user.click(await sheet.findByRole('button', { name: 'Buy for 2.00 tUSD' }))
  const alert = within(await sheet.findByRole('alert'))
  expect(alert.getByText('The artist went away.')).toBeDefined()
  expect(alert.getByText('The payment was not taken: the money is back in your balance.')).toBeDefined()
  await user.click(alert.getByRole('button', { name: 'Try again' }))
  await user.click(await sheet.findByRole('button', { name: 'Buy for 2.00 tUSD' }))
  await waitFor(() => expect(callsOf(shown, 'buy')).toHaveLength(2))
  expect(shown.player.store.getState().track).toBeNull()
})

test('shows the new price when the artist has changed it meanwhile', async () => {
  const declined = orderInState(title, 'declined', {
    code: 'ORDER_PRICE_CHANGED',
    message: 'It costs more now.',
  })
  const { shown, sheet } = await openSheet({ handlers: reporting(declined) })
  await user.click(await sheet.findByRole('button', { name: 'Buy for 2.00 tUSD' }))
  await sheet.findByText('Ruta Vale Quartet did not take this order.')
  shown.bridge.change({ market: [{ ...work, price: tokens(3) }] })
  await user.click(sheet.getByRole('button', { name: 'Try again' }))
  expect(await sheet.findByRole('button', { name: 'Buy for 3.00 tUSD' })).toBeDefined()
})

test('says that an order failed when its sheet was closed meanwhile', async () => {
  const end = Promise.withResolvers<PurchaseView>()
  const { sheet } = await openSheet({ handlers: { buy: () => end.promise } })
  await user.click(await sheet.findByRole('button', { name: 'Buy for 2.00 tUSD' }))
  const [close] = await sheet.findAllByRole('button', { name: 'Close' })
  if (close !== undefined) await user.click(close)
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  end.resolve(orderInState(title, 'failed', { message: 'The artist went away.' }))
  await waitFor(() =>
    expect(useToasts.getState().shown.map(({ text }) => text)).toEqual([
      `“${title}” was not bought. The artist went away. The payment was not taken: the money is back in your balance.`,
    ]),
  )
})

test('says what came of an order begun before a restart, once', async () => {
  const { bridge } = renderPage('/')
  await screen.findByRole('heading', { name: 'Discover' })
  bridge.emit('node.purchase', orderInState(title, 'joined'))
  bridge.emit('node.purchase', orderInState(title, 'owned'))
  await waitFor(() =>
    expect(useToasts.getState().shown.map(({ text }) => text)).toEqual([`“${title}” is yours.`]),
  )
})

test('buys nothing when the balance could not be filled up', async () => {
  const { shown, sheet } = await openSheet({
    fixture: { wallet: lowBalanceWallet },
    errors: { deposit: { code: 'RAIDEN_FAILED', message: 'The chain did not take the deposit.' } },
  })
  await user.click(await sheet.findByRole('button', { name: 'Add 2.00 and buy' }))
  expect(await sheet.findByText('Your balance could not be filled up')).toBeDefined()
  expect(callsOf(shown, 'buy')).toEqual([])
})

test('takes up an order left open, and takes it back while the artist is away', async () => {
  const waiting = orderInState(title, 'requested', { createdAt: Date.now() - 60_000 })
  const { shown, sheet } = await openSheet({
    fixture: { purchases: [waiting] },
    hanging: ['purchase'],
    handlers: { cancel: async () => orderInState(title, 'cancelled', { isSettled: true }) },
  })
  expect(await sheet.findByText('Ruta Vale Quartet is away at the moment.')).toBeDefined()
  await user.click(sheet.getByRole('button', { name: 'Take the order back' }))
  expect(await sheet.findByText('You took this order back.')).toBeDefined()
  expect(callsOf(shown, 'buy', 'cancel')).toEqual(['cancel'])
})

test('gives to whom an identity card names, and plays nothing', async () => {
  const { shown, sheet } = await openSheet({
    handlers: reporting(orderInState(title, 'handedOver', { hasAccess: false })),
  })
  await user.type(await sheet.findByLabelText('Their name or card'), 'card-of-bo')
  await user.click(sheet.getByRole('button', { name: 'Give for 2.00 tUSD' }))
  expect(await sheet.findByText(`“${title}” is handed over.`)).toBeDefined()
  expect(shown.bridge.calls.find(({ method }) => method === 'buy')?.input).toMatchObject({
    gift: 'card-of-bo',
  })
  expect(shown.player.store.getState().track).toBeNull()
})

test('says aloud where the order is', async () => {
  const { sheet } = await openSheet({
    handlers: {
      async buy(_input, { report }) {
        report(orderInState(title, 'paying'))
        return new Promise<never>(() => {})
      },
    },
  })
  await user.click(await sheet.findByRole('button', { name: 'Buy for 2.00 tUSD' }))
  await waitFor(() => expect(sheet.getByRole('status').textContent).toBe('Paying 2.00 tUSD…'))
})

test('says who one is to the artist alone, and follows them, where one wants that', async () => {
  const { shown, sheet } = await openSheet({
    handlers: {
      ...reporting(orderInState(title, 'owned')),
      following: async () => ({ artists: [], works: [] }),
    },
  })
  await user.click(sheet.getByText('Say who you are'))
  await user.type(sheet.getByRole('textbox', { name: 'How you call yourself' }), ' Ana ')
  await user.type(sheet.getByRole('textbox', { name: 'A note' }), 'For the train.')
  await user.click(sheet.getByRole('checkbox', { name: /may write back/ }))
  await user.click(await sheet.findByRole('checkbox', { name: /^Tell me of new releases/ }))
  await user.click(await sheet.findByRole('button', { name: 'Buy for 2.00 tUSD' }))
  await sheet.findByText(`“${title}” is yours.`)
  expect(shown.bridge.calls.find(({ method }) => method === 'buy')?.input).toMatchObject({
    greeting: { name: 'Ana', note: 'For the train.', wantsThanks: false },
  })
  expect(shown.bridge.calls.find(({ method }) => method === 'setFollowing')?.input).toEqual({
    address: work.artist,
    isFollowed: true,
  })
})

test('the name of the last time is there again', async () => {
  const { shown, sheet } = await openSheet({
    handlers: {
      ...reporting(orderInState(title, 'owned')),
      lastGreeting: async () => ({ name: 'Ana', wantsThanks: false }),
    },
  })
  await user.click(await sheet.findByRole('button', { name: 'Buy for 2.00 tUSD' }))
  await sheet.findByText(`“${title}” is yours.`)
  expect(shown.bridge.calls.find(({ method }) => method === 'buy')?.input).toMatchObject({
    greeting: { name: 'Ana', wantsThanks: false },
  })
})

test('a release says which files go with it', async () => {
  renderPage(`/work/${workByTitle('Tidal Rooms').label}`, { fixture: { purchases: [] } })
  await user.click(await screen.findByRole('button', { name: /^Buy for/ }))
  const sheet = within(await screen.findByRole('dialog'))
  const file = await sheet.findByText(/^With \d files?: /)
  expect(file.textContent).toContain(bonusFileName(bonusFiles[0] as (typeof bonusFiles)[number]))
})
