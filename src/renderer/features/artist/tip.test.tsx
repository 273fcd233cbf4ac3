import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { emptyFixture } from '../../testing/appFixture.ts'
import { tokens } from '../../testing/fixtures/seededValues.ts'
import { artistAddress, me } from '../../testing/fixtures/works.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

const maren = artistAddress('maren')

test('a tip goes to the artist whose page it is, and to nobody else', async () => {
  const { bridge } = renderPage(`/artist/${maren}`)
  await user.click(await screen.findByRole('button', { name: 'Give a tip' }))
  const dialog = screen.getByRole('dialog', { name: 'A tip for Maren Holt' })
  expect(within(dialog).queryByRole('textbox', { name: 'To' })).toBeNull()
  await user.type(within(dialog).getByRole('textbox', { name: 'Amount' }), '2')
  await waitFor(() =>
    expect(within(dialog).getByText('Left after').nextSibling?.textContent).toContain('tUSD'),
  )
  await user.click(within(dialog).getByRole('button', { name: 'Send' }))
  await waitFor(() =>
    expect(bridge.calls).toContainEqual({
      method: 'send',
      input: { to: maren, amount: tokens(2), maximumFee: tokens(0.001) },
    }),
  )
})

test.each([
  ['oneself', me, {}],
  [
    'an artist while there is no connection to pay through',
    maren,
    { fixture: { wallet: emptyFixture.wallet } },
  ],
])('no tip is offered to %s', async (_whom, account, scenario) => {
  renderPage(`/artist/${account}`, scenario)
  await screen.findByRole('heading', { level: 1 })
  await screen.findByRole('button', { name: 'Copy link' })
  expect(screen.queryByRole('button', { name: 'Give a tip' })).toBeNull()
})
