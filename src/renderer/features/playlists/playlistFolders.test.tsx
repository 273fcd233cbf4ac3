import { cleanup, createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { inFolders } from '../../testing/fixtures/playlistFolders.ts'
import { uuidOf } from '../../testing/fixtures/seededValues.ts'
import { renderPage } from '../../testing/renderApp.tsx'
import { useFoldedFolders } from './foldedFolders.ts'

const user = userEvent.setup()
afterEach(() => {
  cleanup()
  localStorage.clear()
  useFoldedFolders.setState({ folded: [] })
})

const travel = uuidOf('Travel')
const sideBar = async () => within(await screen.findByRole('list', { name: 'Your playlists' }))
const show = (path: string) => renderPage(path, { fixture: inFolders })
type Bridge = ReturnType<typeof renderPage>['bridge']
const asked = (bridge: Bridge, method: string) =>
  bridge.calls.filter((call) => call.method === method).map(({ input }) => input)

/** What a browser hands from what is dragged to where it is dropped. */
function drag(from: Element, to: Element) {
  const given: Record<string, string> = {}
  const types: string[] = []
  const setData = (type: string, text: string) => {
    types.push(type)
    given[type] = text
  }
  const dataTransfer = { types, setData, getData: (type: string) => given[type] ?? '', items: [], files: [] }
  fireEvent.dragStart(from, { dataTransfer })
  const over = createEvent.dragOver(to, { dataTransfer })
  fireEvent(to, over)
  fireEvent.drop(to, { dataTransfer })
  return over.defaultPrevented
}

test('lists of both kinds stand in their folders in the side bar, which fold and stay so', async () => {
  show('/library')
  const bar = await sideBar()
  const folder = within(await bar.findByRole('list', { name: 'Travel' }))
  expect(folder.getAllByRole('link').map(({ textContent }) => textContent)).toEqual([
    'For the night ferry',
    'Folk of this year',
  ])
  const fold = bar.getByRole('button', { name: 'Travel', expanded: true })
  await user.click(fold)
  expect(fold.getAttribute('aria-expanded')).toBe('false')
  expect(bar.queryByRole('link', { name: 'For the night ferry' })).toBeNull()
  expect(bar.getByRole('link', { name: 'Sunday, slowly' })).toBeDefined()
  expect(JSON.parse(localStorage.getItem('playlists.folded') ?? '')).toEqual([travel])
})

test('a list is dragged into a folder, and out of one', async () => {
  const { bridge } = show('/library')
  const bar = await sideBar()
  const folder = await bar.findByRole('button', { name: 'Travel' })
  expect(drag(bar.getByRole('link', { name: 'Sunday, slowly' }), folder)).toBe(true)
  expect(
    drag(
      bar.getByRole('link', { name: 'Folk of this year' }),
      screen.getByRole('list', { name: 'Your playlists' }),
    ),
  ).toBe(true)
  await waitFor(() =>
    expect(asked(bridge, 'moveList')).toEqual([
      { list: uuidOf('Sunday, slowly'), folder: travel },
      { list: uuidOf('Folk of this year'), folder: null },
    ]),
  )
})

test('by keyboard, a menu asks for the folder, and makes a new one', async () => {
  const { bridge } = show('/library')
  const link = (await sideBar()).getByRole('link', { name: 'Sunday, slowly' })
  link.focus()
  fireEvent.contextMenu(link)
  await user.click(await screen.findByRole('menuitem', { name: 'Move to a folder…' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Move “Sunday, slowly” to a folder' }))
  await user.selectOptions(dialog.getByRole('combobox', { name: 'Folder' }), 'A new folder…')
  await user.type(dialog.getByRole('textbox', { name: 'Name' }), 'Evenings{Enter}')
  await waitFor(() =>
    expect(asked(bridge, 'moveList')).toEqual([
      { list: uuidOf('Sunday, slowly'), folder: uuidOf('Evenings') },
    ]),
  )
  expect(asked(bridge, 'createPlaylistFolder')).toEqual([{ name: 'Evenings' }])
})

test('a smart list is taken out of its folder from its own page', async () => {
  const { bridge } = show(`/lists/${uuidOf('Folk of this year')}`)
  await user.click(await screen.findByRole('button', { name: 'Move to a folder…' }))
  const dialog = within(await screen.findByRole('dialog'))
  expect(dialog.getByRole<HTMLSelectElement>('combobox', { name: 'Folder' }).value).toBe(travel)
  await user.selectOptions(dialog.getByRole('combobox', { name: 'Folder' }), 'In no folder')
  await user.click(dialog.getByRole('button', { name: 'Move' }))
  await waitFor(() =>
    expect(asked(bridge, 'moveList')).toEqual([{ list: uuidOf('Folk of this year'), folder: null }]),
  )
})

test('a folder is made, called otherwise, saved as files and removed on the page of all', async () => {
  const { bridge } = show('/playlists')
  const section = within(await screen.findByRole('region', { name: 'Travel' }))
  expect(section.getByRole('link', { name: /For the night ferry/ })).toBeDefined()
  expect(section.getByRole('link', { name: /Folk of this year/ })).toBeDefined()
  expect(within(screen.getByRole('region', { name: 'Work' })).getByText(/^Drag playlists/)).toBeDefined()
  const choose = async (action: string) => {
    await user.click(section.getByRole('button', { name: 'Actions for Travel' }))
    await user.click(await screen.findByRole('menuitem', { name: action }))
  }
  await choose('Save as files (M3U8)…')
  expect(await screen.findByText('2 files are in /home/ana/Music.')).toBeDefined()
  await choose('Rename…')
  await user.clear(await screen.findByRole('textbox', { name: 'Name' }))
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Ways{Enter}')
  await waitFor(() => expect(asked(bridge, 'renamePlaylistFolder')).toEqual([{ id: travel, name: 'Ways' }]))
  await choose('Remove the folder; its lists stay')
  await waitFor(() => expect(asked(bridge, 'removePlaylistFolder')).toEqual([{ id: travel }]))
  await user.click(screen.getByRole('button', { name: 'New folder' }))
  await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Late{Enter}')
  await waitFor(() => expect(asked(bridge, 'createPlaylistFolder')).toEqual([{ name: 'Late' }]))
})
