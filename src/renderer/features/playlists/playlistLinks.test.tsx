import { cleanup, createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import type { WorkView } from '../../../shared/api/node.ts'
import { uuidOf } from '../../testing/fixtures/seededValues.ts'
import { workByTitle } from '../../testing/fixtures/works.ts'
import { fullFixture } from '../../testing/appFixture.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

/** What a browser hands from the row that is dragged to where it is dropped. */
function dragData(given: Record<string, string> = {}) {
  const types = Object.keys(given)
  const setData = (type: string, text: string) => {
    types.push(type)
    given[type] = text
  }
  return { types, setData, getData: (type: string) => given[type] ?? '', items: [], files: [] }
}

const rowOf = (title: string) => {
  const row = within(screen.getByRole('grid')).getByRole('link', { name: title }).closest('tr')
  if (row === null) throw new Error(`“${title}” is in no row.`)
  return row
}
const sideBar = async () => within(await screen.findByRole('list', { name: 'Your playlists' }))

test('playlists stand in the side bar and open; an artist’s side bar has none', async () => {
  renderPage('/library')
  await user.click((await sideBar()).getByRole('link', { name: 'Sunday, slowly' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Sunday, slowly' })).toBeDefined()
  cleanup()
  renderPage('/library', {
    fixture: { preferences: { ...fullFixture.preferences, role: 'artist' } },
  })
  await screen.findByRole('grid', { name: 'Your tracks' })
  expect(screen.queryByRole('list', { name: 'Your playlists' })).toBeNull()
})

test('rows that are chosen, or the one that is dragged, are added to the playlist they are dropped on', async () => {
  const { bridge } = renderPage('/library')
  const list = (await sideBar()).getByRole('link', { name: 'For the night ferry' })
  await screen.findByRole('grid', { name: 'Your tracks' })
  const drop = (title: string) => {
    const dataTransfer = dragData()
    fireEvent.dragStart(rowOf(title), { dataTransfer })
    const over = createEvent.dragOver(list, { dataTransfer })
    fireEvent(list, over)
    expect(over.defaultPrevented).toBe(true)
    fireEvent.drop(list, { dataTransfer })
  }
  const before = fullFixture.playlists.find(({ name }) => name === 'For the night ferry')?.tracks ?? []
  const arranged = () =>
    bridge.calls.filter(({ method }) => method === 'arrangePlaylist').map(({ input }) => input)

  drop('Salt')
  await waitFor(() => expect(arranged()).toHaveLength(1))
  expect(arranged()[0]).toEqual({
    id: uuidOf('For the night ferry'),
    tracks: [...before, workByTitle('Salt')].map(({ label }) => label),
  })
  expect(await screen.findByText('Added to “For the night ferry”.')).toBeDefined()

  await user.click(within(rowOf('Salt')).getByText(/^2:/))
  await user.keyboard('{Control>}a{/Control}')
  drop('Salt')
  await waitFor(() => expect(arranged()).toHaveLength(2))
  const tracks = fullFixture.library.map(({ work }: { work: WorkView }) => work)
  expect(arranged()[1]).toMatchObject({ tracks: [...before, ...tracks].map(({ label }) => label) })
})

test('what is no work of Busker’s is not taken', async () => {
  const { bridge } = renderPage('/library')
  const list = (await sideBar()).getByRole('link', { name: 'For the night ferry' })
  const over = createEvent.dragOver(list, { dataTransfer: dragData({ 'text/plain': 'track/x' }) })
  fireEvent(list, over)
  expect(over.defaultPrevented).toBe(false)
  for (const text of ['', '{', '["track/x/1"]', `["${'a'.repeat(99)}"]`]) {
    fireEvent.drop(list, { dataTransfer: dragData({ 'application/x-busker-works': text }) })
  }
  expect(bridge.calls.some(({ method }) => method === 'arrangePlaylist')).toBe(false)
})

test('by keyboard, a menu leads to every playlist, however many there are', async () => {
  const playlists = Array.from({ length: 12 }, (_, index) => ({
    id: uuidOf(`List ${index}`),
    name: `List ${index}`,
    tracks: [],
    createdAt: index,
    folder: null,
  }))
  const { bridge } = renderPage('/library', { fixture: { playlists } })
  await screen.findByRole('grid', { name: 'Your tracks' })
  const row = rowOf('Salt')
  row.focus()
  fireEvent.contextMenu(row)
  await user.click(await screen.findByRole('menuitem', { name: 'Add to another playlist…' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Add “Salt” to a playlist' }))
  await user.selectOptions(dialog.getByRole('combobox', { name: 'Playlist' }), 'List 11')
  await user.click(dialog.getByRole('button', { name: 'Add' }))
  await waitFor(() =>
    expect(bridge.calls.find(({ method }) => method === 'arrangePlaylist')?.input).toEqual({
      id: uuidOf('List 11'),
      tracks: [workByTitle('Salt').label],
    }),
  )
})
