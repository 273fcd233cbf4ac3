import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { BuskerError } from '../../../shared/errors.ts'
import { orderInState } from '../../testing/fixtures/orders.ts'
import { tokens } from '../../testing/fixtures/seededValues.ts'
import { artistAddress, workByTitle } from '../../testing/fixtures/works.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

const title = 'Nocturne for a Closed Café'
const work = workByTitle(title)
const maren = { account: artistAddress('maren'), name: 'Maren', hasCard: true }
const ada = { account: artistAddress('ilse'), name: 'Ada', hasCard: false }

test('money is sent to a contact by name', async () => {
  const { bridge } = renderPage('/wallet', { fixture: { contacts: [ada, maren] } })
  await user.click(await screen.findByRole('button', { name: 'Send' }))
  const dialog = within(screen.getByRole('dialog', { name: 'Send' }))
  await user.selectOptions(dialog.getByRole('combobox', { name: 'Contact' }), ada.account)
  await user.type(dialog.getByRole('textbox', { name: 'Amount' }), '2')
  await waitFor(() => expect(dialog.getByText('Left after').nextSibling?.textContent).toContain('tUSD'))
  await user.click(dialog.getByRole('button', { name: 'Send' }))
  const input = { to: ada.account, amount: tokens(2), maximumFee: tokens(0.001) }
  await waitFor(() => expect(bridge.calls).toContainEqual({ method: 'send', input }))
})

test('a contact is kept by a name and removed', async () => {
  const { bridge } = renderPage('/wallet', { fixture: { contacts: [maren] } })
  await user.click(await screen.findByRole('button', { name: 'Add a contact' }))
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Joan')
  await user.type(screen.getByRole('textbox', { name: 'Card, link or address' }), 'busker://contact/x')
  await user.click(screen.getByRole('button', { name: 'Keep' }))
  const input = { name: 'Joan', who: 'busker://contact/x' }
  await waitFor(() => expect(bridge.calls).toContainEqual({ method: 'saveContact', input }))
  await user.click(await screen.findByRole('button', { name: 'Remove Maren' }))
  const removed = { method: 'removeContact', input: { account: maren.account } }
  await waitFor(() => expect(bridge.calls).toContainEqual(removed))
})

test('a link with a card fills it in, and keeps nobody by itself', async () => {
  const { bridge } = renderPage('/wallet/contact/aZ9_-')
  const dialog = within(await screen.findByRole('dialog', { name: 'Add a contact' }))
  expect(dialog.getByRole('textbox', { name: 'Card, link or address' })).toHaveProperty('value', 'aZ9_-')
  expect(bridge.calls.map(({ method }) => method)).not.toContain('saveContact')
  await user.type(dialog.getByRole('textbox', { name: 'Name' }), 'Joan')
  await user.click(dialog.getByRole('button', { name: 'Keep' }))
  const input = { name: 'Joan', who: 'aZ9_-' }
  await waitFor(() => expect(bridge.calls).toContainEqual({ method: 'saveContact', input }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

test.each(['/wallet', '/settings'])('one’s own card is a link and a QR code: %s', async (path) => {
  const { bridge } = renderPage(path)
  const opener = path === '/wallet' ? 'My card' : 'Show a QR code'
  await user.click(await screen.findByRole('button', { name: opener }))
  const dialog = within(screen.getByRole('dialog', { name: 'My card' }))
  expect(await dialog.findByRole('img', { name: 'Your card, for a camera' })).toBeDefined()
  await user.click(dialog.getByRole('button', { name: 'Copy as a link' }))
  await waitFor(() =>
    expect(bridge.calls).toContainEqual({
      method: 'app.copyText',
      input: { text: expect.stringMatching(/^busker:\/\/contact\//) },
    }),
  )
})

async function openGift(handlers = {}) {
  const shown = renderPage(`/work/${work.label}`, {
    fixture: { purchases: [], contacts: [ada, maren] },
    handlers: { buy: async () => orderInState(title, 'handedOver'), ...handlers },
  })
  await user.click(await screen.findByRole('button', { name: /^Buy for 2\.00/ }))
  const sheet = within(await screen.findByRole('dialog'))
  await user.click(sheet.getByText('Give it to somebody else'))
  return { shown, sheet }
}

test('a gift is for a contact who has shown a card, and says whom before it is paid', async () => {
  const { shown, sheet } = await openGift()
  const select = sheet.getByRole('combobox', { name: 'Contact' })
  expect(within(select).queryByRole('option', { name: /^Ada/ })).toBeNull()
  await user.selectOptions(select, maren.account)
  expect((await sheet.findByRole('status')).textContent).toContain('Maren')
  await user.selectOptions(select, '')
  expect(await sheet.findByRole('button', { name: /^Buy for 2\.00/ })).toBeDefined()
  await user.selectOptions(select, maren.account)
  await user.click(await sheet.findByRole('button', { name: /^Give for 2\.00/ }))
  await waitFor(() =>
    expect(shown.bridge.calls.find(({ method }) => method === 'buy')?.input).toMatchObject({
      gift: maren.account,
    }),
  )
})

test('a note and a name go with a gift, and with nothing one buys for oneself', async () => {
  const { shown, sheet } = await openGift({ lastDedication: async () => ({ name: 'Joan' }) })
  expect(sheet.queryByRole('textbox', { name: 'A note to them' })).toBeNull()
  await user.selectOptions(sheet.getByRole('combobox', { name: 'Contact' }), maren.account)
  const name = await sheet.findByRole('textbox', { name: 'How you call yourself, to them' })
  expect(name).toHaveProperty('value', 'Joan')
  await user.type(sheet.getByRole('textbox', { name: 'A note to them' }), 'For the train.')
  await user.click(await sheet.findByRole('button', { name: /^Give for 2\.00/ }))
  await waitFor(() =>
    expect(shown.bridge.calls.find(({ method }) => method === 'buy')?.input).toMatchObject({
      gift: maren.account,
      dedication: { name: 'Joan', note: 'For the train.' },
    }),
  )
})

test('a card with other keys than those of the contact is warned of', async () => {
  const { sheet } = await openGift({
    readCard: () => Promise.reject(new BuskerError('CONTACT_KEYS_CHANGED', 'The keys are others.')),
  })
  await user.type(sheet.getByRole('textbox', { name: 'Their name or card' }), 'busker://contact/swapped')
  expect((await sheet.findByRole('alert')).textContent).toBe('The keys are others.')
})
