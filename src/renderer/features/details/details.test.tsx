import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { playing } from '../../testing/fixtures/playing.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()

afterEach(cleanup)

const panel = async () => within(await screen.findByRole('complementary', { name: 'Details' }))

test('tells of what plays where it is from, how it sounds, and since when one has it', async () => {
  renderPage('/library', { player: playing })
  await user.click(await screen.findByRole('button', { name: 'Details' }))
  const details = await panel()
  expect((await details.findByRole('heading', { level: 3 })).textContent).toBe('The Ferryman’s Daughter')
  expect(details.getByRole('link', { name: 'Tidal Rooms' })).toBeDefined()
  expect(details.getByText('FLAC, 920 kbit/s, 28.9 MB')).toBeDefined()
  expect((await details.findByRole('region', { name: 'Your purchase' })).textContent).toContain('Yours since')
})

test('saves the receipt of what was paid', async () => {
  const [track] = playing.queue ?? []
  if (track === undefined) throw new Error('Nothing is queued.')
  const { bridge } = renderPage('/library', { player: { ...playing, index: 0, track: track.track } })
  await screen.findByRole('button', { name: 'Details' })
  await user.keyboard('i')
  await user.click(await (await panel()).findByRole('button', { name: 'Save the receipt…' }))
  await waitFor(() => expect(bridge.calls.map(({ method }) => method)).toContain('app.saveReceipt'))
})

test('says that nothing plays', async () => {
  renderPage('/library')
  await screen.findByRole('button', { name: 'Details' })
  await user.keyboard('i')
  expect((await panel()).getByText('Nothing is playing')).toBeDefined()
})
