import { act, cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { commons, openState } from '../../testing/fixtures/app.ts'
import { wallet } from '../../testing/fixtures/money.ts'
import { renderApp, renderPage } from '../../testing/renderApp.tsx'
import { emptyFixture } from '../../testing/appFixture.ts'
import { useOnboarding } from './onboardingStore.ts'

const user = userEvent.setup()
const fresh = { ...openState, phase: 'new', network: null } as const
afterEach(cleanup)
beforeEach(() => {
  useOnboarding.getState().finish()
  location.hash = ''
})

describe('the very first page', () => {
  test('tries it on the local network with one press, and opens the window for secrets', async () => {
    const { bridge } = renderApp({ fixture: { app: fresh } })
    const button = await screen.findByRole('button', { name: 'Try it' })
    await waitFor(() => expect(button.hasAttribute('disabled')).toBe(false))
    await user.click(button)
    await waitFor(() => expect(bridge.calls.map(({ method }) => method)).toContain('app.openVault'))
    const asked = bridge.calls.filter(
      ({ method }) => method === 'app.chooseNetwork' || method === 'app.openVault',
    )
    expect(asked).toEqual([
      { method: 'app.chooseNetwork', input: { id: 'local', acceptsContracts: false } },
      { method: 'app.openVault', input: { purpose: 'create' } },
    ])
  })

  test('restores on the network that is chosen', async () => {
    const { bridge } = renderApp({ fixture: { app: fresh } })
    await user.click(await screen.findByRole('button', { name: 'I have my words' }))
    const enter = await screen.findByRole('button', { name: 'Enter my words' })
    expect(enter.hasAttribute('disabled')).toBe(true)
    const trust = await screen.findByRole('checkbox', { name: /I trust Verein Straßenmusik, Basel/ })
    await waitFor(() => expect(trust.hasAttribute('disabled')).toBe(false))
    await user.click(trust)
    await user.click(enter)
    await waitFor(() =>
      expect(bridge.calls).toContainEqual({ method: 'app.openVault', input: { purpose: 'restore' } }),
    )
    expect(bridge.calls).toContainEqual({
      method: 'app.chooseNetwork',
      input: { id: 'gnosis-commons', acceptsContracts: true },
    })
  })

  test('joins contracts that are built in without asking, and wrong ones not at all', async () => {
    const message = 'What is there is not Raiden’s TokenNetwork.'
    renderApp({
      fixture: { app: fresh },
      errors: { 'app.checkNetwork': { code: 'NETWORK_CONTRACTS_WRONG', message } },
    })
    await user.click(await screen.findByRole('button', { name: 'Start for real' }))
    const make = await screen.findByRole('button', { name: 'Make my keys' })
    expect((await screen.findByRole('alert')).textContent).toContain(message)
    expect(make.hasAttribute('disabled')).toBe(true)
    await user.click(await screen.findByRole('radio', { name: /The Quay/ }))
    expect(make.hasAttribute('disabled')).toBe(false)
  })

  test('asks about contracts once: not about those that were accepted, but again where they changed', async () => {
    const chosen = { ...fresh, network: commons }
    renderApp({ fixture: { app: chosen, networks: [{ ...commons, isToAccept: false }] } })
    await user.click(await screen.findByRole('button', { name: 'Start' }))
    expect((await screen.findByRole('button', { name: 'Make my keys' })).hasAttribute('disabled')).toBe(false)
    expect(screen.queryByRole('checkbox')).toBeNull()
    cleanup()
    const { bridge } = renderApp({ fixture: { app: chosen, networks: [{ ...commons, isToAccept: true }] } })
    await user.click(await screen.findByRole('button', { name: 'Start' }))
    const trust = await screen.findByRole('checkbox')
    await waitFor(() => expect(trust.hasAttribute('disabled')).toBe(false))
    await user.click(trust)
    await user.click(screen.getByRole('button', { name: 'Make my keys' }))
    await waitFor(() =>
      expect(bridge.calls).toContainEqual({
        method: 'app.chooseNetwork',
        input: { id: 'gnosis-commons', acceptsContracts: true },
      }),
    )
  })

  test('says what failed, and that no money is involved', async () => {
    const message = 'The folder for your keys cannot be written.'
    renderApp({ fixture: { app: fresh }, errors: { 'app.openVault': { code: 'INTERNAL_ERROR', message } } })
    const button = await screen.findByRole('button', { name: 'Try it' })
    await waitFor(() => expect(button.hasAttribute('disabled')).toBe(false))
    await user.click(button)
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain(message)
    expect(alert.textContent).toContain('No money is involved')
  })
})

describe('a node that could not be opened', () => {
  test('asks again about contracts that changed, and says what became of it', async () => {
    const problem = { code: 'NETWORK_CONTRACTS_UNACCEPTED', message: 'The contracts changed.' } as const
    const message = 'What is there is not Raiden’s TokenNetwork.'
    renderApp({
      fixture: {
        app: { ...openState, phase: 'opening', network: commons, problem },
        networks: [{ ...commons, isToAccept: true }],
      },
      errors: { 'app.chooseNetwork': { code: 'NETWORK_CONTRACTS_WRONG', message } },
    })
    const trust = await screen.findByRole('checkbox')
    await waitFor(() => expect(trust.hasAttribute('disabled')).toBe(false))
    await user.click(trust)
    await user.click(screen.getByRole('button', { name: 'Open' }))
    expect(
      (await screen.findByText('The network was not changed')).closest('[role=alert]')?.textContent,
    ).toContain(message)
  })
})

describe('the vault gate', () => {
  test('ask nothing of the node while the vault is locked', async () => {
    const { bridge } = renderApp({ fixture: { app: { ...openState, phase: 'locked' } } })
    await screen.findByRole('button', { name: 'Unlock' })
    expect(bridge.calls.every(({ method }) => method.startsWith('app.'))).toBe(true)
    expect(screen.queryByRole('textbox')).toBeNull()
  })

  test('open by themselves when the main process says so, and close again', async () => {
    const { bridge } = renderApp({ fixture: { app: { ...openState, phase: 'locked' } } })
    await screen.findByRole('button', { name: 'Unlock' })
    act(() => {
      bridge.change({ app: openState })
      bridge.emit('app.changed', openState)
    })
    expect(await screen.findByRole('navigation', { name: 'Main' })).toBeDefined()
    act(() => bridge.emit('app.changed', { ...openState, phase: 'locked' }))
    expect(await screen.findByRole('button', { name: 'Unlock' })).toBeDefined()
    expect(screen.queryByRole('navigation', { name: 'Main' })).toBeNull()
  })
})

describe('the first steps', () => {
  test('are where one is led with new keys, and the library with old ones', async () => {
    for (const [how, heading] of [
      ['created', 'Get started'],
      ['restored', 'Library'],
    ] as const) {
      useOnboarding.getState().begin(how)
      renderApp()
      expect(await screen.findByRole('heading', { level: 1, name: heading })).toBeDefined()
      cleanup()
    }
  })

  test('connect for the amount chosen', async () => {
    const { bridge } = renderPage('/start', { fixture: emptyFixture })
    const field = await screen.findByRole('textbox', { name: 'To spend' })
    await user.clear(field)
    await user.type(field, '7,50')
    await user.click(screen.getByRole('button', { name: 'Get play money and connect' }))
    await waitFor(() =>
      expect(bridge.calls).toContainEqual({
        method: 'beginConnecting',
        input: { deposit: 7_500_000_000_000_000_000n },
      }),
    )
  })

  test('connect by themselves for somebody who tries it, and lead to the music', async () => {
    useOnboarding.getState().begin('tried')
    const { bridge } = renderPage('/start', { fixture: emptyFixture })
    await waitFor(() => expect(bridge.calls.map(({ method }) => method)).toContain('beginConnecting'))
    act(() => {
      bridge.change({ wallet })
      bridge.emit('node.part', { name: 'raiden', state: 'ready', detail: '' })
    })
    expect(await screen.findByRole('heading', { level: 1, name: /Discover/ })).toBeDefined()
    expect(bridge.calls.filter(({ method }) => method === 'beginConnecting')).toHaveLength(1)
  })
})
