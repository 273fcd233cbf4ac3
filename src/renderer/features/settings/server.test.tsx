import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import type { ErrorCode } from '../../../shared/errors.ts'
import { takenOver } from '../../testing/fixtures/lease.ts'
import { pairedServer, readyServer, sellingServer } from '../../testing/fixtures/server.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)
const section = async () => within(await screen.findByRole('region', { name: 'Sell from a server' }))

test('before a server is paired it is said that it will have the keys and the money', async () => {
  const { bridge } = renderPage('/settings')
  const shown = await section()
  expect(shown.getByText(/signs in your name, and holds the money of your sales/)).toBeDefined()
  await user.click(shown.getByRole('button', { name: 'Pair with a server…' }))
  const dialog = within(screen.getByRole('dialog'))
  await user.click(dialog.getByRole('textbox', { name: 'Code of the server' }))
  await user.paste('  busker://server/abc ')
  await user.click(dialog.getByRole('button', { name: 'Pair' }))
  await waitFor(() =>
    expect(bridge.calls.find(({ method }) => method === 'pairServer')?.input).toEqual({
      code: 'busker://server/abc',
    }),
  )
})

test('a server that waits shows its number, and sells at a press', async () => {
  const { bridge } = renderPage('/settings', { fixture: { server: pairedServer } })
  const shown = await section()
  expect((await shown.findByText(pairedServer.peer)).dir).toBe('ltr')
  expect(await shown.findByText(/ready, and sells nothing/)).toBeDefined()
  expect(shown.queryByRole('button', { name: 'Sell here again…' })).toBeNull()
  await user.click(shown.getByRole('button', { name: 'Sell there…' }))
  await waitFor(() => expect(bridge.calls.some(({ method }) => method === 'sellFromServer')).toBe(true))
})

test('a server that sells shows what it holds and sold, and selling is taken back', async () => {
  const { bridge } = renderPage('/settings', {
    fixture: { server: pairedServer, serverOverview: sellingServer, lease: takenOver },
  })
  const shown = await section()
  expect(await shown.findByText(/48 sales/)).toBeDefined()
  expect(
    within(shown.getByRole('list', { name: 'Newest sales there' })).getAllByRole('listitem'),
  ).toHaveLength(Math.min(5, sellingServer.sales.length))
  await user.click(shown.getByRole('button', { name: 'Sell here again…' }))
  await waitFor(() => expect(bridge.calls.some(({ method }) => method === 'takeOver')).toBe(true))
})

test('what is wrong on the server is said', async () => {
  const failed = (code: ErrorCode, message: string) => ({
    name: 'part',
    state: 'failed' as const,
    problem: { code, message },
  })
  const parts = [
    failed('HUB_LEASE_HELD', 'In use elsewhere.'),
    failed('IPFS_FOLDER_IN_USE', 'The hub is away.'),
  ]
  const serverOverview = { ...readyServer, status: { ...readyServer.status, parts } }
  renderPage('/settings', { fixture: { server: pairedServer, serverOverview } })
  const shown = await section()
  expect(await shown.findByText('The hub is away.')).toBeDefined()
  // That this machine sells is what the person wants.
  expect(shown.queryByText('In use elsewhere.')).toBeNull()
})

test('a server that is silent can be replaced by this machine, and forgotten', async () => {
  const { bridge } = renderPage('/settings', {
    handlers: { unpairServer: async () => ({ isTold: false }) },
    fixture: { server: pairedServer, lease: takenOver },
    errors: {
      serverOverview: { code: 'REMOTE_UNREACHABLE', message: 'The server does not answer: it may be off.' },
    },
  })
  const shown = await section()
  expect((await shown.findByRole('alert')).textContent).toContain('it may be off')
  expect(shown.getByRole('button', { name: 'Sell here again…' })).toBeDefined()
  await user.click(shown.getByRole('button', { name: 'Forget it' }))
  await waitFor(() => expect(bridge.calls.some(({ method }) => method === 'unpairServer')).toBe(true))
  expect(await screen.findByText(/take this machine off there too/)).toBeDefined()
})
