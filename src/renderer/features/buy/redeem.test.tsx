import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { orderInState } from '../../testing/fixtures/orders.ts'
import { workByTitle } from '../../testing/fixtures/works.ts'
import { renderPage } from '../../testing/renderApp.tsx'

afterEach(cleanup)

test('a code is redeemed on the page of its work, however it is typed', async () => {
  const user = userEvent.setup()
  const { label, artist } = workByTitle('Four Chairs')
  const shown = renderPage(`/work/${label}`, {
    fixture: { purchases: [] },
    handlers: { redeem: async () => orderInState('Four Chairs', 'requested') },
  })
  await user.click(await screen.findByRole('button', { name: 'Redeem a code' }))
  const dialog = within(await screen.findByRole('dialog'))
  const submit = dialog.getByRole<HTMLButtonElement>('button', { name: 'Redeem' })
  await user.type(dialog.getByLabelText('Code'), '7k3m 0qz8 vt4n')
  expect(submit.disabled).toBe(true)
  await user.type(dialog.getByLabelText('Code'), ' alxe')
  expect(submit.disabled).toBe(false)
  await user.click(submit)
  const asked = () => shown.bridge.calls.find(({ method }) => method === 'redeem')?.input
  await waitFor(() => expect(asked()).toEqual({ label, artist, code: '7K3M-0QZ8-VT4N-A1XE', follow: false }))
})

test('a link with a code fills it in, and redeems nothing by itself', async () => {
  const user = userEvent.setup()
  const { label, artist } = workByTitle('Four Chairs')
  const shown = renderPage(`/work/${label}/code/7K3M-0QZ8-VT4N-A1XE`, {
    fixture: { purchases: [] },
    handlers: { redeem: async () => orderInState('Four Chairs', 'requested') },
  })
  const dialog = within(await screen.findByRole('dialog'))
  expect(dialog.getByLabelText('Code')).toHaveProperty('value', '7K3M-0QZ8-VT4N-A1XE')
  const asked = () => shown.bridge.calls.find(({ method }) => method === 'redeem')?.input
  expect(asked()).toBeUndefined()
  await user.click(dialog.getByRole('button', { name: 'Redeem' }))
  await waitFor(() => expect(asked()).toEqual({ label, artist, code: '7K3M-0QZ8-VT4N-A1XE', follow: false }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

test('a link with a code of what one owns shows the work', async () => {
  renderPage(`/work/${workByTitle('Salt').label}/code/7K3M-0QZ8-VT4N-A1XE`)
  await screen.findByRole('heading', { level: 1, name: 'Salt' })
  expect(screen.queryByRole('dialog')).toBeNull()
})
