import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { offline } from '../../testing/fixtures/app.ts'
import { uuidOf } from '../../testing/fixtures/seededValues.ts'
import { renderPage } from '../../testing/renderApp.tsx'
import { emptyFixture } from '../../testing/appFixture.ts'

const user = userEvent.setup()
afterEach(cleanup)

test('plays on from the track that is pressed', async () => {
  const { player } = renderPage('/library')
  await user.click(await screen.findByRole('button', { name: 'Play Salt' }))
  const { queue, index } = player.store.getState()
  expect([queue.length, queue[index]?.track.title]).toEqual([6, 'Salt'])
})

test('downloads what is not on this machine, with its progress', async () => {
  renderPage('/library', {
    handlers: {
      async download(_input, { report }) {
        report({ fraction: 0.4 })
        return new Promise<never>(() => {})
      },
    },
  })
  const [button] = await screen.findAllByRole('button', { name: /^Download / })
  if (button === undefined) throw new Error('Everything is downloaded.')
  await user.click(button)
  await waitFor(() =>
    expect(screen.getByRole('progressbar', { name: /^Downloading / }).getAttribute('aria-valuenow')).toBe(
      '40',
    ),
  )
})

test('plays all that is downloaded when there is no network', async () => {
  const { player } = renderPage('/library', { fixture: { status: offline } })
  expect(await screen.findByText('You are offline: what is downloaded plays.')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Play all' }))
  expect(player.store.getState().queue).toHaveLength(4)
})

test('invites to Discover while it is empty', async () => {
  renderPage('/library', { fixture: emptyFixture })
  expect(await screen.findByText('Your library is empty')).toBeDefined()
  expect(screen.getByRole('link', { name: 'Discover music' }).getAttribute('href')).toBe('/')
})

test('keeps the order one gives a playlist by keyboard', async () => {
  const { bridge } = renderPage(`/playlists/${uuidOf('Sunday, slowly')}`)
  const rows = within(await screen.findByRole('grid', { name: 'Sunday, slowly' })).getAllByRole('row')
  rows[0]?.focus()
  await user.keyboard('{Alt>}{ArrowDown}{/Alt}')
  await waitFor(() => expect(bridge.calls.some(({ method }) => method === 'arrangePlaylist')).toBe(true))
})

test('makes a playlist of the rows chosen', async () => {
  const { bridge } = renderPage('/library', {
    handlers: {
      createPlaylist: async ({ name }) => ({ id: uuidOf('Sunday, slowly'), name, tracks: [], createdAt: 0 }),
    },
  })
  await user.click(await screen.findByRole('row', { name: /^Harbour Lights/ }))
  await user.keyboard('{Shift>}{ArrowDown}{/Shift}')
  const bar = within(await screen.findByRole('toolbar', { name: 'With the rows chosen' }))
  await user.click(bar.getByRole('button', { name: 'More' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Add to a new playlist' }))
  const arranged = () => bridge.calls.find(({ method }) => method === 'arrangePlaylist')
  await waitFor(() => expect(arranged()).toBeDefined())
  expect(arranged()?.input).toMatchObject({
    id: uuidOf('Sunday, slowly'),
    tracks: [expect.any(String), expect.any(String)],
  })
})

test('makes a playlist and goes there', async () => {
  const { bridge } = renderPage('/playlists', {
    handlers: {
      createPlaylist: async ({ name }) => ({ id: uuidOf('Sunday, slowly'), name, tracks: [], createdAt: 0 }),
    },
  })
  await user.click(await screen.findByRole('button', { name: 'New playlist' }))
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Late{Enter}')
  await screen.findByRole('heading', { name: 'Sunday, slowly' })
  const asked = () => bridge.calls.filter(({ method }) => method.endsWith('Playlist'))
  expect(asked()).toEqual([{ method: 'createPlaylist', input: { name: 'Late' } }])
})
