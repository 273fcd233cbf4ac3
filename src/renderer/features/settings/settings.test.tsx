import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { toAmount } from '../../../shared/money.ts'
import { offline, openState, preferences } from '../../testing/fixtures/app.ts'
import { renderApp, renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

test('keeps what is preferred, at once', async () => {
  const { bridge } = renderPage('/settings')
  await user.selectOptions(await screen.findByRole('combobox', { name: 'Quality' }), 'Small')
  await user.click(screen.getByRole('switch', { name: 'Same loudness' }))
  await waitFor(() =>
    expect(bridge.calls).toContainEqual({
      method: 'app.setPreferences',
      input: { normaliseLoudness: false },
    }),
  )
  expect(bridge.calls).toContainEqual({ method: 'app.setPreferences', input: { quality: 'small' } })
})

test('keeps where the sound comes out, and how tracks follow each other', async () => {
  const { bridge } = renderPage('/settings')
  const choose = async (name: string, option: string) =>
    user.selectOptions(await screen.findByRole('combobox', { name }), option)
  await choose('Output', 'Headphones')
  await choose('Loudness', 'Of its release')
  await choose('Crossfade', '4 s')
  await choose('Speed', '1.5×')
  for (const input of [
    { outputDevice: 'headphones' },
    { loudnessMode: 'album' },
    { crossfadeSeconds: 4 },
    { playbackSpeed: 1.5 },
  ])
    await waitFor(() => expect(bridge.calls).toContainEqual({ method: 'app.setPreferences', input }))
})

test('starts with the system when that is wanted, and says that it stays locked', async () => {
  const { bridge } = renderPage('/settings')
  const start = await screen.findByRole<HTMLInputElement>('switch', { name: 'Start with the system' })
  expect(start.checked).toBe(false)
  expect(start.closest('div')?.textContent).toContain(
    'It stays locked, and sells nothing, until you unlock it',
  )
  await waitFor(() => expect(start.disabled).toBe(false))
  await user.click(start)
  await waitFor(() =>
    expect(bridge.calls).toContainEqual({ method: 'app.setLoginItem', input: { isOn: true } }),
  )
})

test('a Busker that is not installed says why it cannot start with the system', async () => {
  renderPage('/settings', { fixture: { loginItem: { isOn: false, isPossible: false } } })
  expect(await screen.findByText('Only a Busker that is installed can start with the system.')).toBeDefined()
  expect(screen.getByRole<HTMLInputElement>('switch', { name: 'Start with the system' }).disabled).toBe(true)
})

test('changes how much is paid for music in a day without asking, and says what was', async () => {
  const { bridge } = renderPage('/settings')
  const paying = await screen.findByRole('region', { name: 'Paying' })
  expect(paying.textContent).toContain('in the last 24 hours')
  await user.selectOptions(within(paying).getByRole('combobox'), 'Ask every time')
  await waitFor(() =>
    expect(bridge.calls).toContainEqual({ method: 'app.setSpendingLimit', input: { limit: 0n } }),
  )
})

test('shows the limit of the network that one has changed to', async () => {
  const { bridge } = renderPage('/settings')
  const paying = await screen.findByRole('region', { name: 'Paying' })
  act(() => {
    bridge.change({ spending: { limit: toAmount(0n), spent: toAmount(0n) } })
    bridge.emit('app.changed', openState)
  })
  await waitFor(() => expect(within(paying).getByRole<HTMLSelectElement>('combobox').value).toBe('0'))
})

test('copies the card by which others give one music', async () => {
  const { bridge } = renderPage('/settings')
  const you = await screen.findByRole('region', { name: 'You' })
  await user.click(within(you).getByRole('button', { name: 'Copy' }))
  await waitFor(() =>
    expect(bridge.calls).toContainEqual({
      method: 'app.copyText',
      input: { text: 'busker-identity:1:example' },
    }),
  )
})

test('opens the window for secrets for passphrase and words, and asks for none itself', async () => {
  const { bridge } = renderPage('/settings')
  const keys = await screen.findByRole('region', { name: 'Passphrase and words' })
  await user.click(within(keys).getByRole('button', { name: 'Change…' }))
  await user.click(within(keys).getByRole('button', { name: 'Show…' }))
  await waitFor(() =>
    expect(bridge.calls).toContainEqual({ method: 'app.openVault', input: { purpose: 'showWords' } }),
  )
  expect(bridge.calls).toContainEqual({ method: 'app.openVault', input: { purpose: 'changePassphrase' } })
  expect(document.querySelector('input[type=password]')).toBeNull()
})

test('locks itself after the time that is chosen, and says what that does to music and selling', async () => {
  const { bridge } = renderPage('/settings')
  const keys = await screen.findByRole('region', { name: 'Passphrase and words' })
  await user.selectOptions(await within(keys).findByRole('combobox', { name: 'Lock after' }), '15 minutes')
  await user.click(within(keys).getByRole('switch', { name: 'Lock with the screen' }))
  for (const input of [{ lockAfterMinutes: 15 }, { locksWithScreen: true }])
    await waitFor(() => expect(bridge.calls).toContainEqual({ method: 'app.setPreferences', input }))
  expect(keys.textContent).toContain('Music that plays counts as you being there.')
  expect(keys.textContent).toContain('selling pauses until you unlock')
})

test('puts the theme that is preferred on the page', async () => {
  renderApp({
    fixture: {
      preferences: {
        ...preferences,
        theme: 'dark',
      },
    },
  })
  await waitFor(() => expect(document.documentElement.dataset['theme']).toBe('dark'))
})

test('shows which parts are away, and starts one anew', async () => {
  const { bridge } = renderPage('/settings/diagnostics', { fixture: { status: offline } })
  expect(
    await screen.findByText(new RegExp(`4 of ${offline.parts.length} parts do not work yet`)),
  ).toBeDefined()
  const payments = screen.getByText('Payments', { selector: 'span.font-medium' }).closest('li')
  if (payments === null) throw new Error('Payments are not listed.')
  await user.click(within(payments).getByRole('button', { name: 'Restart' }))
  await waitFor(() =>
    expect(bridge.calls).toContainEqual({ method: 'restartPart', input: { name: 'raiden' } }),
  )
})

test('says why the hub has no newer copy', async () => {
  const problem = { code: 'HUB_SNAPSHOTS_FULL', message: 'The hub has no room for more copies.' } as const
  renderPage('/settings', { fixture: { snapshot: { kept: 3, keptAt: 1, problem } } })
  const copies = await screen.findByRole('region', { name: 'Copies' })
  await waitFor(() =>
    expect(copies.textContent).toContain(
      'The newest copy did not get through: The hub has no room for more copies.',
    ),
  )
})

test('a newer version that is ready is told, and started where that is wanted', async () => {
  const update = { state: 'ready', version: '0.2.0' } as const
  const { bridge } = renderPage('/settings')
  await screen.findByText('Not looked for yet.')
  bridge.change({ update })
  act(() => bridge.emit('app.updateChanged', update))
  expect(await screen.findByText(/It is there at the next start/)).toBeTruthy()
  expect(await screen.findByText('Busker 0.2.0 is ready.')).toBeTruthy()
  await user.click(screen.getAllByRole('button', { name: 'Restart now' })[0] ?? document.body)
  await waitFor(() => expect(bridge.calls).toContainEqual({ method: 'app.restartIntoUpdate', input: {} }))
})

test.each([
  [{ state: 'unavailable' }, /does not replace itself/],
  [{ state: 'none', checkedAt: null, refused: '0.3.0' }, /0\.3\.0 did not start here/],
  [{ state: 'downloading', version: '0.2.0', percent: 41 }, /Fetching Busker 0\.2\.0: 41 %/],
  [
    { state: 'failed', problem: { code: 'UPDATE_FORGED', message: 'Its publisher has not signed it.' } },
    /publisher has not signed it/,
  ],
] as const)('how far a newer version is stands in the settings: %j', async (update, text) => {
  renderPage('/settings', { fixture: { update } })
  expect(await screen.findByText(text)).toBeTruthy()
})

test('newer versions are not looked for where that is not wanted', async () => {
  const { bridge } = renderPage('/settings')
  await user.click(await screen.findByRole('switch', { name: 'Look for new versions' }))
  await waitFor(() =>
    expect(bridge.calls).toContainEqual({
      method: 'app.setPreferences',
      input: { checksForUpdates: false },
    }),
  )
})
