import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { preferences } from '../../testing/fixtures/app.ts'
import { playing } from '../../testing/fixtures/playing.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

const bar = async () => within(await screen.findByRole('contentinfo', { name: 'Player' }))

test('is there when nothing plays, and cannot be pressed', async () => {
  renderPage('/')
  const controls = await bar()
  expect(controls.getByText('Nothing is playing')).toBeDefined()
  expect(controls.getByRole('button', { name: 'Play' })).toHaveProperty('disabled', true)
  expect(controls.getByRole('slider', { name: 'Seek' }).getAttribute('aria-disabled')).toBe('true')
})

test('seeks by keyboard, and reads the place out', async () => {
  const { player } = renderPage('/', { player: playing })
  const slider = (await bar()).getByRole('slider', { name: 'Seek' })
  expect(slider.getAttribute('aria-valuetext')).toBe('1 minute 12 of 3 minutes 24')
  slider.focus()
  await user.keyboard('{ArrowRight}{PageUp}')
  expect(player.store.getState().position).toBe(107)
  await user.keyboard('{Home}')
  expect(slider.getAttribute('aria-valuetext')).toBe('0 seconds of 3 minutes 24')
})

test('shows at once what was pressed, before there is sound', async () => {
  const { player } = renderPage('/', { player: { ...playing, isPlaying: false } })
  const controls = await bar()
  await user.click(controls.getByRole('button', { name: 'Play' }))
  expect(controls.getByRole('button', { name: 'Pause' })).toBeDefined()
  expect(player.store.getState().isPlaying).toBe(true)
})

test('tells the window and the tray what plays', async () => {
  const { bridge, player } = renderPage('/', { player: playing })
  await waitFor(() => expect(bridge.calls.some(({ method }) => method === 'app.playing')).toBe(true))
  player.pause()
  await waitFor(() =>
    expect(bridge.calls.findLast(({ method }) => method === 'app.playing')?.input).toEqual({
      title: 'The Ferryman’s Daughter – Maren Holt',
      isPaused: true,
    }),
  )
})

test('obeys keys everywhere, and the system’s media keys', async () => {
  const { bridge, player } = renderPage('/', { player: playing })
  await bar()
  await user.keyboard('k')
  expect(player.store.getState().isPlaying).toBe(false)
  await user.keyboard('m{ArrowLeft}')
  expect(player.store.getState()).toMatchObject({ isMuted: true, position: 67 })
  bridge.emit('app.command', { command: 'next' })
  await waitFor(() => expect(player.store.getState().index).toBe(2))
})

test('says why a track does not play, and goes on to the next', async () => {
  const error = { code: 'PLAYBACK_UNREACHABLE', message: 'This is not on this machine.' } as const
  const { player } = renderPage('/', { player: { ...playing, error } })
  const controls = await bar()
  expect(controls.getByRole('alert').textContent).toContain('This is not on this machine.')
  await user.click(controls.getByRole('button', { name: 'Skip it' }))
  expect(player.store.getState().index).toBe(2)
})

test('plays in the quality and loudness the person prefers', async () => {
  const chosen = { ...preferences, quality: 'small', normaliseLoudness: false } as const
  const { player } = renderPage('/', { fixture: { preferences: chosen } })
  await waitFor(() =>
    expect(player.store.getState()).toMatchObject({ quality: 'small', isNormalised: false }),
  )
})
