import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { noPhone, phoneListening } from '../../testing/fixtures/phone.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)
const section = async () => within(await screen.findByRole('region', { name: 'Phone' }))

test('a phone is let in by one button, at the address that is chosen', async () => {
  const other = { name: 'eth0', address: '10.0.0.5', isPrivate: true }
  const phone = { ...noPhone, addresses: [...noPhone.addresses, other] }
  const { bridge } = renderPage('/settings', { fixture: { phone } })
  const shown = await section()
  await user.selectOptions(shown.getByRole('combobox'), '10.0.0.5')
  await user.click(shown.getByRole('button', { name: 'Switch on…' }))
  await waitFor(() =>
    expect(bridge.calls.find(({ method }) => method === 'app.startPhone')?.input).toEqual({
      address: '10.0.0.5',
    }),
  )
})

test('while it is on, the code, the fingerprint and who is connected are shown, and it is switched off', async () => {
  const { bridge } = renderPage('/settings', {
    fixture: { phone: { ...noPhone, listening: phoneListening } },
  })
  const shown = await section()
  expect(shown.getByRole('img', { name: 'The address for the phone’s camera' })).toBeDefined()
  // Compared pair by pair, in whatever language: it is read from the left.
  expect(shown.getByText(phoneListening.fingerprint).dir).toBe('ltr')
  expect(within(shown.getByRole('status')).getByText('192.168.1.34')).toBeDefined()
  await user.click(shown.getByRole('button', { name: 'Switch off' }))
  await waitFor(() => expect(bridge.calls.some(({ method }) => method === 'stopPhone')).toBe(true))
})

test('without a network it says why there is none', async () => {
  renderPage('/settings', { fixture: { phone: { addresses: [], listening: null } } })
  const shown = await section()
  expect(shown.getByText(/no address at which a phone/)).toBeDefined()
  expect(shown.getByRole<HTMLButtonElement>('button', { name: 'Switch on…' }).disabled).toBe(true)
})
