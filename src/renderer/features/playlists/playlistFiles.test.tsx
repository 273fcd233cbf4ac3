import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { uuidOf } from '../../testing/fixtures/seededValues.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

const id = uuidOf('Sunday, slowly')
const playlist = { id, name: 'Sunday, slowly' }
const importing = (missing: string[], made: typeof playlist | null = playlist) => ({
  handlers: {
    'app.importPlaylist': async () => ({ playlist: made, found: made === null ? 0 : 6, missing }),
  },
})

test('a playlist is saved as a file, and it says where', async () => {
  const { bridge } = renderPage(`/playlists/${id}`)
  await user.click(await screen.findByRole('button', { name: 'More' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Save as a file (M3U8)…' }))
  expect(await screen.findByText('The playlist is in /home/ana/Music/Sunday, slowly.m3u8.')).toBeDefined()
  expect(bridge.calls.find(({ method }) => method === 'app.savePlaylist')?.input).toEqual({ id })
})

test('a file of which all is owned opens as a playlist', async () => {
  renderPage('/playlists', importing([]))
  await user.click(await screen.findByRole('button', { name: 'Import…' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Sunday, slowly' })).toBeDefined()
})

test('what of a file is not owned is named', async () => {
  renderPage('/playlists', importing(['Nils Frahm - Says', ...Array.from({ length: 300 }, String)]))
  await user.click(await screen.findByRole('button', { name: 'Import…' }))
  const dialog = within(await screen.findByRole('dialog', { name: '“Sunday, slowly” has 6 tracks' }))
  const missing = within(dialog.getByRole('list', { name: 'Not yours' })).getAllByRole('listitem')
  expect([missing[0]?.textContent, missing.at(-1)?.textContent]).toEqual([
    'Nils Frahm - Says',
    'and 101 more',
  ])
  await user.click(dialog.getByRole('button', { name: 'Open the playlist' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Sunday, slowly' })).toBeDefined()
})

test('a file of which nothing is owned makes no playlist', async () => {
  renderPage('/playlists', importing(['Nils Frahm - Says'], null))
  await user.click(await screen.findByRole('button', { name: 'Import…' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Nothing of this file is yours' }))
  expect(dialog.queryByRole('button', { name: 'Open the playlist' })).toBeNull()
  await user.click(dialog.getAllByRole('button', { name: 'Close' })[0] as HTMLElement)
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})
