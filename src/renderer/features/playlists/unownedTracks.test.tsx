import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { playlistWithUnowned } from '../../testing/fixtures/unownedPlaylist.ts'
import { artistAddress, workByTitle } from '../../testing/fixtures/works.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)
const path = `/playlists/${playlistWithUnowned.id}`
const fixture = { playlists: [playlistWithUnowned] }

test('a playlist shows what one does not own with its price, which buys, and plays the preview of it', async () => {
  const { player } = renderPage(path, { fixture })
  await user.click(await screen.findByRole('button', { name: 'Play the preview of Generator Song' }))
  expect(player.store.getState()).toMatchObject({ isPreview: true, track: { title: 'Generator Song' } })
  await user.click(screen.getByRole('button', { name: 'Play' }))
  const { queue } = player.store.getState()
  expect(queue.map(({ track }) => track.title)).toEqual(['Salt'])
  await user.click(screen.getByRole('button', { name: /^Buy Nocturne for a Closed Café/ }))
  const sheet = within(await screen.findByRole('dialog'))
  expect(await sheet.findByText('Nocturne for a Closed Café')).toBeDefined()
})

test('a track that one does not own goes into a playlist from its menu', async () => {
  const { bridge } = renderPage(`/artist/${artistAddress('ruta')}`, { fixture })
  const row = (await screen.findByRole('link', { name: 'Second Chair' })).closest('tr')
  fireEvent.contextMenu(row ?? document.body)
  await user.click(await within(await screen.findByRole('menu')).findByText('Add to “Wishes”'))
  await waitFor(() =>
    expect(bridge.calls.find(({ method }) => method === 'arrangePlaylist')?.input).toMatchObject({
      tracks: [...playlistWithUnowned.tracks, workByTitle('Second Chair')].map(({ label }) => label),
    }),
  )
})
