import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, test } from 'vitest'
import { offline } from '../../testing/fixtures/app.ts'
import { addressOf } from '../../testing/fixtures/seededValues.ts'
import {
  connectingNow,
  hub,
  lateAnswer,
  refusedConnection,
  towers,
  unwatched,
} from '../../testing/fixtures/money.ts'
import { toAmount } from '../../../shared/money.ts'
import { renderPage } from '../../testing/renderApp.tsx'
import { emptyFixture, fullFixture } from '../../testing/appFixture.ts'

const user = userEvent.setup()
afterEach(cleanup)
const tokens = (count: number) => BigInt(count) * 10n ** 18n

describe('the wallet', () => {
  test('shows two balances in words, exact when pointed at, and no base units', async () => {
    renderPage('/wallet')
    const spend = await screen.findByRole('region', { name: 'Balance you can spend' })
    expect(spend.textContent).toContain('47.81')
    expect(within(spend).getByTitle('47.815 tUSD')).toBeDefined()
    expect(screen.getByRole('region', { name: 'Balance you can receive' }).textContent).toContain('102.40')
    expect(screen.getByRole('main').textContent).not.toContain('47815000000000000000')
  })

  test('says that a closed connection pays back by itself, and until when Busker has to be there', async () => {
    renderPage('/wallet')
    const notice = await screen.findByRole('region', { name: 'An old connection, closed' })
    expect(notice.textContent).toContain('comes back by itself after')
    expect(within(notice).queryByRole('button')).toBeNull()
  })

  test('gives up what the hub has signed only when the person says so', async () => {
    const { bridge } = renderPage('/wallet', { fixture: { ...fullFixture, watchedChannels: [lateAnswer] } })
    const notice = await screen.findByRole('region', { name: 'The connection to the hub, closed' })
    expect(notice.textContent).toContain('nothing is done before you decide')
    expect(bridge.calls.map(({ method }) => method)).not.toContain('acceptChannelLoss')
    await user.click(within(notice).getByRole('button', { name: /Give up .*31\.50.* and settle/ }))
    expect(bridge.calls).toContainEqual({ method: 'acceptChannelLoss', input: { channel: 12 } })
  })

  test('shows what was lost, also when balances can not be read', async () => {
    const lost = { ...lateAnswer, state: 'finished' as const }
    renderPage('/wallet', { fixture: { ...fullFixture, watchedChannels: [lost] } })
    const notice = await screen.findByRole('region', { name: 'The connection to the hub, closed' })
    expect(notice.textContent).toContain('did not come back')
    expect(within(notice).queryByRole('button')).toBeNull()
  })

  test('puts in what is typed', async () => {
    const { bridge } = renderPage('/wallet')
    await user.click(await screen.findByRole('button', { name: 'Put in' }))
    const dialog = screen.getByRole('dialog', { name: 'Put in' })
    await user.type(within(dialog).getByRole('textbox', { name: 'Amount' }), '25')
    await user.click(within(dialog).getByRole('button', { name: 'Put in' }))
    await waitFor(() =>
      expect(bridge.calls).toContainEqual({ method: 'deposit', input: { amount: tokens(25) } }),
    )
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  test('takes out no more than there is, and all of it exactly', async () => {
    const { bridge } = renderPage('/wallet')
    await user.click(await screen.findByRole('button', { name: 'Take out' }))
    const dialog = screen.getByRole('dialog', { name: 'Take out' })
    const field = within(dialog).getByRole('textbox', { name: 'Amount' })
    await user.type(field, '2500')
    expect(within(dialog).getByText('That is more than there is.')).toBeDefined()
    expect(within(dialog).getByRole('button', { name: 'Take out' }).hasAttribute('disabled')).toBe(true)
    await user.clear(field)
    await user.click(within(dialog).getByRole('button', { name: 'all of it' }))
    await user.click(within(dialog).getByRole('button', { name: 'Take out' }))
    await waitFor(() =>
      expect(bridge.calls).toContainEqual({
        method: 'withdraw',
        input: { amount: 47_815_000_000_000_000_000n },
      }),
    )
  })

  test('says what closing means before it closes', async () => {
    const { bridge } = renderPage('/wallet')
    await user.click(await screen.findByRole('button', { name: 'Close' }))
    const dialog = screen.getByRole('dialog', { name: 'Close the connection?' })
    expect(dialog.textContent).toContain('you can neither buy nor sell')
    expect(bridge.calls.map(({ method }) => method)).not.toContain('closeChannel')
    await user.click(within(dialog).getByRole('button', { name: 'Close it' }))
    await waitFor(() =>
      expect(bridge.calls).toContainEqual({ method: 'closeChannel', input: { partner: hub } }),
    )
  })

  test('sends a tip, and says where the money is when it does not arrive', async () => {
    const { bridge } = renderPage('/wallet', {
      errors: { send: { code: 'RAIDEN_NO_ROUTE', message: 'No way leads to that account.' } },
    })
    await user.click(await screen.findByRole('button', { name: 'Send' }))
    const dialog = screen.getByRole('dialog', { name: 'Send' })
    await user.type(
      within(dialog).getByRole('textbox', { name: 'To' }),
      addressOf('bo').toUpperCase().replace('0X', '0x'),
    )
    await user.type(within(dialog).getByRole('textbox', { name: 'Amount' }), '5')
    await waitFor(() =>
      expect(within(dialog).getByText('Left after').nextSibling?.textContent).toContain('tUSD'),
    )
    await user.click(within(dialog).getByRole('button', { name: 'Send' }))
    const alert = await within(dialog).findByRole('alert')
    expect(alert.textContent).toContain('No way leads to that account.')
    expect(alert.textContent).toContain('back in your balance')
    expect(bridge.calls).toContainEqual({
      method: 'send',
      input: { to: addressOf('bo'), amount: tokens(5), maximumFee: tokens(1) / 1000n },
    })
  })

  test('links what moved to the music it was for', async () => {
    renderPage('/wallet')
    const table = await screen.findByRole('grid', { name: 'Activity' })
    await waitFor(() => expect(table.textContent).toContain('Marina Road, 5 a.m.'))
    expect(table.textContent).toContain('A tip')
    await user.click(within(table).getByRole('link', { name: 'Marina Road, 5 a.m.' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Marina Road, 5 a.m.' })).toBeDefined()
  })

  test('offers a connection where there is none', async () => {
    renderPage('/wallet', { fixture: emptyFixture })
    expect(await screen.findByRole('button', { name: 'Get play money and connect' })).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Send' })).toBeNull()
  })

  test('says why it is not connected yet, that it is tried again, and stops on request', async () => {
    const problem = { code: 'HUB_RAIDEN_DOWN', message: 'The hub is being started.' } as const
    const { bridge } = renderPage('/wallet', {
      fixture: { ...emptyFixture, connection: { ...connectingNow, problem } },
    })
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('The hub is being started.')
    expect(alert.textContent).toContain('tried again by itself')
    await user.click(screen.getByRole('button', { name: 'Stop trying' }))
    await waitFor(() => expect(bridge.calls.map(({ method }) => method)).toContain('stopConnecting'))
  })

  test('says why the connection was not opened, and offers it again', async () => {
    renderPage('/wallet', { fixture: { ...emptyFixture, connection: refusedConnection } })
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('Send some to it first.')
    expect(screen.getByRole('button', { name: 'Get play money and connect' })).toBeDefined()
  })

  test('says how many watch while the machine is off, and since when', async () => {
    const since = Date.now() - 41 * 60_000
    const watched = { ...towers, channels: [{ channel: '7', watching: 2, since }] }
    renderPage('/wallet', { fixture: { towers: watched } })
    const section = await screen.findByRole('region', { name: 'While you are away' })
    await waitFor(() => expect(section.textContent).toContain('2 towers watch your connection'))
    expect(section.textContent).toContain('41 minutes ago')
  })

  test('warns where nobody watches, says in how many days to be back, and adds a tower', async () => {
    const { bridge } = renderPage('/wallet', { fixture: { towers: unwatched } })
    const section = await screen.findByRole('region', { name: 'While you are away' })
    await waitFor(() => expect(section.textContent).toContain('Nobody watches while you are away.'))
    expect(section.textContent).toContain('within 5 days')
    await user.click(await within(section).findByText('Towers'))
    await user.type(within(section).getByRole('textbox', { name: 'Address of a tower' }), '/dns4/t/p2p/Qm')
    await user.click(within(section).getByRole('button', { name: 'Add' }))
    await waitFor(() =>
      expect(bridge.calls).toContainEqual({ method: 'addTower', input: { address: '/dns4/t/p2p/Qm' } }),
    )
  })

  test('says why a tower was not added', async () => {
    renderPage('/wallet', {
      errors: { addTower: { code: 'IPFS_ADDRESS_INVALID', message: 'That is not the address of a peer.' } },
    })
    const section = await screen.findByRole('region', { name: 'While you are away' })
    await user.click(await within(section).findByText('Towers'))
    await user.type(within(section).getByRole('textbox', { name: 'Address of a tower' }), 'x')
    await user.click(within(section).getByRole('button', { name: 'Add' }))
    expect(await within(section).findByText('That is not the address of a peer.')).toBeDefined()
  })

  test('says what waits while the network is away', async () => {
    renderPage('/wallet', { fixture: { status: offline } })
    expect(await screen.findByText(/You can send and move money again/)).toBeDefined()
  })

  test('says what an unreadable balance means for the money', async () => {
    renderPage('/wallet', {
      errors: { wallet: { code: 'PROCESS_NOT_RUNNING', message: 'The payments do not answer.' } },
    })
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('Your money is where it was')
    expect(within(alert).getByRole('button', { name: 'Try again' })).toBeDefined()
  })

  test('sends out of the account only once the fee and the whole address were shown', async () => {
    const { bridge } = renderPage('/wallet')
    const to = '0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045'
    await user.click(await screen.findByRole('button', { name: 'Send from account' }))
    const dialog = within(await screen.findByRole('dialog'))
    await user.type(dialog.getByRole('textbox', { name: 'To' }), to)
    await user.type(dialog.getByRole('textbox', { name: 'Amount' }), '25')
    await user.click(dialog.getByRole('button', { name: 'Go on' }))
    const what = await dialog.findByRole('status', { name: 'What will be sent' })
    expect(what.textContent).toContain(to)
    expect(what.textContent).toContain('0.000042 ETH')
    expect(bridge.calls.map(({ method }) => method)).not.toContain('sendFromAccount')
    await user.click(dialog.getByRole('button', { name: 'Send it' }))
    await waitFor(() =>
      expect(bridge.calls).toContainEqual({
        method: 'sendFromAccount',
        input: expect.objectContaining({ to, asset: 'token', maximumFee: 42n * 10n ** 12n }),
      }),
    )
  })

  test('shows what was sent out of the account among what happened, with its fee', async () => {
    renderPage('/wallet')
    expect(await screen.findAllByText('Sent out')).toHaveLength(3)
    expect(screen.getByText('On its way')).toBeTruthy()
    expect(screen.getByText('Fee 0.000031 ETH')).toBeTruthy()
    expect(screen.getByTitle(/came first in its place/)).toBeTruthy()
  })
})

test('what was done on the chain stands in Activity, with its fee, and what is under way goes on', async () => {
  renderPage('/wallet')
  const activity = await screen.findByRole('grid', { name: 'Activity' })
  await waitFor(() => expect(activity.textContent).toContain('Taking out'))
  expect(activity.textContent).toContain('Under way')
  expect(activity.textContent).toContain('Came back')
  expect(activity.textContent).toContain('Not taken out')
  expect(activity.textContent).toContain('Put in')
  expect(activity.textContent).toContain('Fee 0.000023 ETH')
  expect(activity.textContent).toContain('+31.50')
})

test('the account and an amount are there for a camera', async () => {
  renderPage('/wallet')
  await user.click(await screen.findByRole('button', { name: 'Receive' }))
  expect(await screen.findByRole('img', { name: 'Your account, for a camera' })).toBeDefined()
  await user.type(screen.getByRole('textbox', { name: 'Amount, if you want it in a link' }), '20')
  expect(await screen.findByRole('img', { name: 'Your account and the amount, for a camera' })).toBeDefined()
})

test('credit that is on its way, or does not come, is said', async () => {
  const { bridge } = renderPage('/wallet', {
    fixture: { voucher: { state: 'redeeming', credit: toAmount(tokens(5)), problem: null } },
  })
  const notice = await screen.findByRole('status', { name: 'Credit of your invitation' })
  expect(notice.textContent).toContain('5.00\u00a0tUSD of your invitation are on their way')
  const problem = { code: 'HUB_VOUCHER_USED', message: 'Somebody has redeemed it already.' } as const
  act(() => {
    bridge.change({ voucher: { state: 'refused', credit: null, problem } })
    bridge.emit('node.connection', {})
  })
  await waitFor(() => expect(notice.textContent).toContain('Somebody has redeemed it already.'))
})
