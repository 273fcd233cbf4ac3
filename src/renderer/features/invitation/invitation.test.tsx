import { act, cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { invited, invitedByOperator, openState } from '../../testing/fixtures/app.ts'
import { renderApp } from '../../testing/renderApp.tsx'
import { useOnboarding } from '../onboarding/onboardingStore.ts'

const user = userEvent.setup()
const fresh = { ...openState, phase: 'new', network: null } as const
const joinCall = (acceptsContracts: boolean) => ({ method: 'app.joinNetwork', input: { acceptsContracts } })
afterEach(cleanup)
beforeEach(() => {
  useOnboarding.getState().finish()
  location.hash = ''
})

test('a newcomer sees who runs it, what it costs, sees and gives, and one button joins', async () => {
  const { bridge } = renderApp({ fixture: { app: fresh, invitation: invited } })
  const facts = await screen.findByRole('list', { name: 'What this network is' })
  expect(facts.textContent).toContain('5.00 DAI to begin with')
  expect(facts.textContent).toContain('Paid in DAI')
  expect(facts.textContent).toContain('at most 0.01 DAI a payment')
  expect(facts.textContent).toContain('“Hafenklang Genossenschaft” runs it')
  expect(facts.textContent).toContain('It sees whom you pay')
  expect(facts.textContent).toContain('else after 4 hours')
  await user.click(screen.getByRole('button', { name: 'Join' }))
  await waitFor(() => expect(bridge.calls).toContainEqual(joinCall(false)))
  await waitFor(() =>
    expect(bridge.calls).toContainEqual({ method: 'app.openVault', input: { purpose: 'create' } }),
  )
})

test('contracts of an operator are accepted first, amounts have its token’s decimals, and lost credit is said', async () => {
  const { bridge } = renderApp({ fixture: { app: fresh, invitation: invitedByOperator } })
  const facts = await screen.findByRole('list', { name: 'What this network is' })
  expect(facts.textContent).toContain('at most 0.01 USDC a payment')
  expect(facts.textContent).toContain('No credit comes with it')
  expect(facts.textContent).toContain('else after 2 days')
  const join = screen.getByRole('button', { name: 'Join' })
  expect(join.hasAttribute('disabled')).toBe(true)
  const trust = await screen.findByRole('checkbox', { name: /I trust Verein Straßenmusik, Basel/ })
  await waitFor(() => expect(trust.hasAttribute('disabled')).toBe(false))
  await user.click(trust)
  await user.click(join)
  await waitFor(() => expect(bridge.calls).toContainEqual(joinCall(true)))
})

test('one that comes while Busker is open is answered there, and nothing happens without a press', async () => {
  const { bridge } = renderApp({})
  await screen.findByRole('navigation', { name: 'Main' }).catch(() => undefined)
  act(() => {
    bridge.change({ invitation: invited })
    bridge.emit('app.invited', {})
  })
  await screen.findByRole('heading', { name: 'The Quay' })
  expect(bridge.calls.map(({ method }) => method)).not.toContain('app.joinNetwork')
  await user.click(screen.getByRole('button', { name: 'Not now' }))
  await waitFor(() => expect(bridge.calls.map(({ method }) => method)).toContain('app.dismissInvitation'))
  expect(bridge.calls.map(({ method }) => method)).not.toContain('app.joinNetwork')
})

test('one that is forged can only be put aside', async () => {
  const message = 'The hub gives another network than the invitation names. Nothing was joined.'
  renderApp({
    fixture: { app: fresh, invitation: invited },
    errors: { 'app.readInvitation': { code: 'INVITATION_FORGED', message } },
  })
  expect((await screen.findByRole('alert')).textContent).toContain(message)
  expect(screen.getByRole('button', { name: 'Join' }).hasAttribute('disabled')).toBe(true)
})

test('a link is pasted on the first page', async () => {
  const { bridge } = renderApp({ fixture: { app: fresh } })
  await user.click(await screen.findByRole('button', { name: 'I have an invitation' }))
  await user.type(await screen.findByRole('textbox', { name: 'The link' }), 'busker://join/abc')
  await user.click(screen.getByRole('button', { name: 'Open it' }))
  await waitFor(() =>
    expect(bridge.calls).toContainEqual({
      method: 'app.pasteInvitation',
      input: { text: 'busker://join/abc' },
    }),
  )
})

test('the window for keys opens although the invitation is gone before the answer comes', async () => {
  const { bridge } = renderApp({
    fixture: { app: fresh, invitation: invited },
    handlers: {
      async 'app.joinNetwork'() {
        bridge.change({ invitation: null })
        bridge.emit('app.invited', {})
        await waitFor(() => expect(screen.queryByRole('dialog', { name: 'The Quay' })).toBeNull())
        return fresh
      },
    },
  })
  await screen.findByRole('list', { name: 'What this network is' })
  await user.click(screen.getByRole('button', { name: 'Join' }))
  await waitFor(() =>
    expect(bridge.calls).toContainEqual({ method: 'app.openVault', input: { purpose: 'create' } }),
  )
})

test('somebody who only tries Busker writes their words down first, and joins then', async () => {
  const { bridge } = renderApp({
    fixture: { app: { ...openState, hasPassphrase: false }, invitation: invited },
  })
  const join = await screen.findByRole('button', { name: 'Join' })
  await user.click(await screen.findByRole('button', { name: 'Write my words down…' }))
  expect(bridge.calls).toContainEqual({ method: 'app.openVault', input: { purpose: 'protect' } })
  expect(join.hasAttribute('disabled')).toBe(true)
  act(() => {
    bridge.change({ app: openState })
    bridge.emit('app.changed', openState)
  })
  await waitFor(() => expect(join.hasAttribute('disabled')).toBe(false))
  await user.click(join)
  await waitFor(() => expect(bridge.calls).toContainEqual(joinCall(false)))
})
