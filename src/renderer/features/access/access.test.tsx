import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { grants } from '../../testing/fixtures/money.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

test('says what taking back cannot do, before it does it', async () => {
  const { bridge } = renderPage('/access')
  const [first] = await screen.findAllByRole('button', { name: 'Take back' })
  if (first === undefined) throw new Error('Nothing can be taken back.')
  await user.click(first)
  const dialog = screen.getByRole('dialog', { name: 'Take access back?' })
  expect(dialog.textContent).toContain('keeps what they have')
  expect(dialog.textContent).toContain('The payment is not returned')
  expect(bridge.calls.map(({ method }) => method)).not.toContain('revoke')
  await user.click(within(dialog).getByRole('button', { name: 'Take back' }))
  await waitFor(() => expect(bridge.calls).toContainEqual({ method: 'revoke', input: { id: grants[0]?.id } }))
  expect(await screen.findByText('1 of 3 keepers confirmed.')).toBeDefined()
})

test('keeps the exact terms one step deeper', async () => {
  renderPage('/access')
  const table = await screen.findByRole('grid', { name: 'Access you gave' })
  expect(table.textContent).not.toMatch(/kfrag|Ursula|policy/i)
  const [, row] = within(table).getAllByRole('row')
  row?.focus()
  await user.keyboard('{Enter}')
  expect(screen.getByRole('dialog').textContent).toMatch(/m of n.*2 of 3.*Kfrags/)
})

test('shows what was given to oneself', async () => {
  renderPage('/access')
  await user.click(await screen.findByRole('tab', { name: 'Given to you' }))
  const table = await screen.findByRole('grid', { name: 'Access you have' })
  expect(within(table).getAllByText('Yours to keep')).toHaveLength(3)
})
