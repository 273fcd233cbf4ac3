import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { commons, openState } from '../../testing/fixtures/app.ts'
import { wallet } from '../../testing/fixtures/money.ts'
import { renderApp, renderPage } from '../../testing/renderApp.tsx'
import { emptyFixture, fullFixture } from '../../testing/appFixture.ts'
import { useOnboarding } from './onboardingStore.ts'

const user = userEvent.setup()
const fresh = { ...openState, phase: 'new', network: null } as const
afterEach(cleanup)
beforeEach(() => {
  useOnboarding.getState().finish()
  location.hash = ''
})

describe('the very first page', () => {
  test('tries it on the local network with one press: nothing is asked, and no window opens', async () => {
    const { bridge } = renderApp({ fixture: { app: fresh } })
    const button = await screen.findByRole('button', { name: 'Try it' })
    await waitFor(() => expect(button.hasAttribute('disabled')).toBe(false))
    await user.click(button)
    await waitFor(() =>
      expect(bridge.calls).toContainEqual({ method: 'app.beginTrial', input: { id: 'local' } }),
    )
    expect(bridge.calls.map(({ method }) => method)).not.toContain('app.openVault')
  })

  test('comes back with a copy file, which is looked at before any word is typed', async () => {
    const { bridge } = renderApp({ fixture: { app: fresh } })
    await user.click(await screen.findByRole('button', { name: 'I have my words' }))
    await user.click(await screen.findByRole('button', { name: 'Choose the file' }))
    expect(await screen.findByText('snapshot.busker')).toBeDefined()
    const trust = await screen.findByRole('checkbox', { name: /I trust Verein Straßenmusik, Basel/ })
    await waitFor(() => expect(trust.hasAttribute('disabled')).toBe(false))
    await user.click(trust)
    await user.click(await screen.findByRole('button', { name: 'Enter my words' }))
    const copy = '/home/ana/Documents/snapshot.busker'
    await waitFor(() =>
      expect(bridge.calls).toContainEqual({ method: 'app.openVault', input: { purpose: 'restore', copy } }),
    )
  })

  test('takes a copy that is dropped on the window, and says what is wrong with one that is cut', async () => {
    const message = 'It is not a whole snapshot of Busker. Choose another file.'
    const errors = { 'app.chooseCopy': { code: 'SNAPSHOT_NO_FILE' as const, message } }
    const { bridge } = renderApp({ fixture: { app: fresh }, errors })
    await user.click(await screen.findByRole('button', { name: 'I have my words' }))
    await screen.findByRole('button', { name: 'Choose the file' })
    fireEvent.drop(window, { dataTransfer: { files: [new File(['x'], 'cut.busker')] } })
    expect((await screen.findByRole('alert')).textContent).toContain(message)
    const input = { file: '/home/ana/Music/cut.busker' }
    expect(bridge.calls).toContainEqual({ method: 'app.chooseCopy', input })
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
    renderApp({ fixture: { app: fresh }, errors: { 'app.beginTrial': { code: 'INTERNAL_ERROR', message } } })
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

  test('have a way out for whom the passphrase does not open', async () => {
    const { bridge } = renderApp({ fixture: { app: { ...openState, phase: 'locked' } } })
    await user.click(await screen.findByRole('button', { name: 'Use my words' }))
    expect(bridge.calls).toContainEqual({ method: 'app.openVault', input: { purpose: 'useWords' } })
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

  test('ask for words and a passphrase last, without hurry, while there are none', async () => {
    const { bridge, unmount } = renderPage('/start', {
      fixture: { ...emptyFixture, app: { ...openState, hasPassphrase: false } },
    })
    const steps = await screen.findByRole('list', { name: 'First steps' })
    const last = within(steps).getAllByRole('listitem').at(-1)
    expect(last?.textContent).toContain('Write down your words and choose a passphrase')
    expect(last?.getAttribute('aria-current')).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Write my words down…' }))
    expect(bridge.calls).toContainEqual({ method: 'app.openVault', input: { purpose: 'protect' } })
    unmount()
    renderPage('/start', { fixture: emptyFixture })
    await screen.findByRole('list', { name: 'First steps' })
    expect(screen.queryByText('Write down your words and choose a passphrase')).toBeNull()
  })
})

describe('a trial', () => {
  test('plays a preview by itself, sets play money aside meanwhile, and shows the music', async () => {
    useOnboarding.getState().begin('tried')
    const { bridge, player } = renderApp({ fixture: { wallet: emptyFixture.wallet ?? wallet } })
    expect(await screen.findByRole('heading', { level: 1, name: /Discover/ })).toBeDefined()
    await waitFor(() => expect(player.store.getState().isPreview).toBe(true))
    await waitFor(() =>
      expect(bridge.calls).toContainEqual({
        method: 'beginConnecting',
        input: { deposit: 20_000_000_000_000_000_000n },
      }),
    )
    expect(bridge.calls.filter(({ method }) => method === 'beginConnecting')).toHaveLength(1)
    expect(useOnboarding.getState().startedAs).toBeNull()
  })

  test('waits for music where none is on sale yet', async () => {
    useOnboarding.getState().begin('tried')
    const { bridge, player } = renderApp({ fixture: emptyFixture })
    await waitFor(() => expect(bridge.calls.map(({ method }) => method)).toContain('newest'))
    expect(player.store.getState().track).toBeNull()
    act(() => {
      bridge.change({ market: fullFixture.market })
      bridge.emit('node.catalogue', {})
    })
    await waitFor(() => expect(player.store.getState().isPreview).toBe(true))
  })
})

describe('keys without a passphrase', () => {
  const trial = { ...openState, hasPassphrase: false }
  const protects = { method: 'app.openVault', input: { purpose: 'protect' } }

  test('are locked by nothing: the key to lock leads to the passphrase', async () => {
    const { bridge } = renderApp({ fixture: { app: trial } })
    await screen.findByRole('navigation', { name: 'Main' })
    await user.keyboard('{Control>}l{/Control}')
    await waitFor(() => expect(bridge.calls).toContainEqual(protects))
    expect(bridge.calls.map(({ method }) => method)).not.toContain('app.lock')
  })

  test('have one way in the settings: words and passphrase', async () => {
    const { bridge } = renderPage('/settings', { fixture: { app: trial } })
    await user.click(await screen.findByRole('button', { name: 'Write my words down…' }))
    expect(bridge.calls).toContainEqual(protects)
    expect(screen.queryByRole('button', { name: 'Show' })).toBeNull()
    expect(screen.queryByText('Lock after')).toBeNull()
  })

  test('join no network of real money before they have one', async () => {
    const { bridge } = renderPage('/settings', { fixture: { app: trial } })
    const section = (await screen.findByRole('heading', { name: 'Network' })).closest('section')
    await user.click(within(section as HTMLElement).getByRole('button', { name: 'Change…' }))
    await user.click(await screen.findByRole('radio', { name: /The Quay/ }))
    const dialog = screen.getByRole('dialog')
    const submit = within(dialog).getByRole('button', { name: 'Change to it' })
    expect(submit.hasAttribute('disabled')).toBe(true)
    await user.click(within(dialog).getByRole('button', { name: 'Write my words down…' }))
    expect(bridge.calls).toContainEqual(protects)
    act(() => {
      bridge.change({ app: openState })
      bridge.emit('app.changed', openState)
    })
    await waitFor(() => expect(submit.hasAttribute('disabled')).toBe(false))
  })

  test('are opened without a word while nothing is in the way, and else it is said, with a button', async () => {
    const closed = { ...trial, phase: 'locked' } as const
    const { unmount } = renderApp({ fixture: { app: closed } })
    await screen.findByText('Opening your music')
    expect(screen.queryByRole('button', { name: 'Unlock' })).toBeNull()
    unmount()
    const problem = { code: 'VAULT_KEY_FILE', message: 'The key beside the vault can’t be read.' } as const
    const { bridge } = renderApp({ fixture: { app: { ...closed, problem } } })
    expect((await screen.findByRole('alert')).textContent).toContain(problem.message)
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(bridge.calls).toContainEqual({ method: 'app.openVault', input: { purpose: 'unlock' } })
    await user.click(screen.getByRole('button', { name: 'Begin anew…' }))
    expect(bridge.calls).toContainEqual({ method: 'app.endTrial', input: {} })
  })
})
