import { act, cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { preferences } from '../../testing/fixtures/app.ts'
import { playing } from '../../testing/fixtures/playing.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

const lyrics = '[01:00.00]The ferry takes the evening out\n[01:10.00]And leaves the rope ashore'

test('speed is changed by keys, and what is kept is heard and said', async () => {
  const { bridge, player } = renderPage('/', {
    player: playing,
    fixture: { preferences: { ...preferences, playbackSpeed: 1.25 } },
  })
  await screen.findByRole('button', { name: 'Playback options, 1.25×' })
  expect(player.store.getState().speed).toBe(1.25)
  for (const [keys, playbackSpeed] of [
    [']', 1.5],
    ['[[', 1],
  ] as const) {
    await user.keyboard(keys)
    await waitFor(() =>
      expect(bridge.calls).toContainEqual({ method: 'app.setPreferences', input: { playbackSpeed } }),
    )
  }
})

test('the sleep timer is set from the menu and by keys, and says so', async () => {
  const { player } = renderPage('/', { player: playing })
  await user.click(await screen.findByRole('button', { name: 'Playback options' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Pause in 30 minutes' }))
  const { sleep } = player.store.getState()
  expect(sleep).toHaveProperty('at')
  await screen.findByRole('button', { name: /^Playback options, Pauses at / })
  act(() => document.body.focus())
  await user.keyboard('{Shift>}Z{/Shift}')
  await waitFor(() => expect(player.store.getState().sleep).toBe('afterTrack'))
  await screen.findByRole('button', { name: 'Playback options, Pauses after this track' })
})

test('lyrics with times show the line that is sung, and play from the one that is pressed', async () => {
  const { player } = renderPage('/', { player: { ...playing, position: 65, lyrics } })
  await screen.findByRole('button', { name: 'Playback options' })
  await user.keyboard('y')
  const first = await screen.findByRole('button', { name: 'The ferry takes the evening out' })
  expect(first.getAttribute('aria-current')).toBe('true')
  await user.click(screen.getByRole('button', { name: 'And leaves the rope ashore' }))
  expect(player.store.getState().position).toBe(70)
  expect(first.getAttribute('aria-current')).toBeNull()
})

test('a track without lyrics says so', async () => {
  renderPage('/', { player: playing })
  await screen.findByRole('button', { name: 'Playback options' })
  await user.keyboard('y')
  expect(await screen.findByText('No lyrics')).toBeDefined()
})

test('the mini player is all there is, obeys keys, and gives the window back', async () => {
  const { bridge, player } = renderPage('/', {
    player: playing,
    fixture: { preferences: { ...preferences, isMiniPlayer: true } },
  })
  const mini = await screen.findByRole('main', { name: 'Mini player' })
  expect(screen.queryByRole('navigation')).toBeNull()
  expect(mini.textContent).toContain('The Ferryman’s Daughter')
  await user.keyboard('k')
  expect(player.store.getState().isPlaying).toBe(false)
  await user.keyboard('n')
  await waitFor(() =>
    expect(bridge.calls).toContainEqual({ method: 'app.setPreferences', input: { isMiniPlayer: false } }),
  )
})

test('diagnostics count the stutters', async () => {
  renderPage('/settings/diagnostics', { player: { ...playing, stalls: 3 } })
  const playback = await screen.findByRole('region', { name: 'Playback' })
  expect(playback.textContent).toContain('Stutters since Busker was started3')
})
