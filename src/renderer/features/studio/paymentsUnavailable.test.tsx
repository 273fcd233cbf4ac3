import { cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { noConnection } from '../../testing/fixtures/money.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

test('says in the studio that buyers cannot pay, and connects with one press', async () => {
  const { bridge } = renderPage('/studio', { fixture: { connection: noConnection } })
  expect(await screen.findByText('Buyers cannot pay you yet.')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Connect' }))
  await waitFor(() =>
    expect(bridge.calls.find(({ method }) => method === 'beginConnecting')?.input).toEqual({ deposit: 0n }),
  )
})

test('waits with a person for a connection that is being opened, and says who waits too', async () => {
  const connection = { ...noConnection, state: 'connecting', waitingBuyers: 2 } as const
  renderPage('/studio', { fixture: { connection } })
  expect(await screen.findByText('Buyers cannot pay you yet. 2 are waiting.')).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Connect' })).toBeNull()
})

test('says why a connection was refused, and tries again', async () => {
  const problem = { code: 'WALLET_GAS_MISSING', message: 'Too little of the chain’s own coin.' } as const
  renderPage('/studio', { fixture: { connection: { ...noConnection, problem } } })
  expect(await screen.findByText(problem.message)).toBeDefined()
  expect(screen.getByRole('button', { name: 'Try again' })).toBeDefined()
})

test('says nothing to whom buyers can pay', async () => {
  renderPage('/studio')
  await screen.findByRole('grid', { name: 'Your works on sale' })
  expect(screen.queryByText('Buyers cannot pay you yet.')).toBeNull()
})
