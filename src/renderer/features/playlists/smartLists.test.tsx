import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { longLibrary } from '../../testing/fixtures/longLibrary.ts'
import { uuidOf } from '../../testing/fixtures/seededValues.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

const library = longLibrary(4)
const plays = [3, 0, 9, 1].flatMap((count, index) => {
  const track = library[index]?.work.id
  return count === 0 || track === undefined ? [] : { track, plays: count, lastPlayedAt: 10 - index }
})
const titles = (table: HTMLElement) =>
  [...table.querySelectorAll('tbody [title^="Track "]')].map((one) => one.getAttribute('title'))

test.each([
  ['Most played', ['Track 3', 'Track 1', 'Track 4']],
  ['Last played', ['Track 1', 'Track 3', 'Track 4']],
  ['Never played', ['Track 2']],
])('%s is there from the start, and plays in its order', async (name, expected) => {
  const { player } = renderPage('/playlists', { fixture: { library, plays } })
  const lists = within(await screen.findByRole('list', { name: 'Smart lists' }))
  await user.click(await lists.findByRole('link', { name: new RegExp(`^${name}`) }))
  expect(titles(await screen.findByRole('grid', { name }))).toEqual(expected)
  expect(screen.queryByRole('button', { name: 'Delete the list' })).toBeNull()
  await user.click(within(screen.getByRole('main')).getByRole('button', { name: 'Play' }))
  expect(player.store.getState().queue.map(({ track }) => track.title)).toEqual(expected)
})

test('a rule is made of what there is to choose, and its list opens', async () => {
  const { bridge } = renderPage('/playlists')
  await user.click(await screen.findByRole('button', { name: 'New smart list' }))
  const dialog = within(screen.getByRole('dialog', { name: 'New smart list' }))
  await user.type(dialog.getByRole('textbox', { name: 'Name' }), 'Folk of this year')
  await waitFor(() => expect(dialog.getByRole('option', { name: 'Folk' })).toBeDefined())
  const choose = (name: string, option: string) =>
    user.selectOptions(dialog.getByRole('combobox', { name }), option)
  await choose('Genre', 'Folk')
  await choose('Added', 'Added in the last 30 days')
  await choose('Plays', 'Played at least 5 times')
  await choose('Plays', 'Never played')
  await choose('How many', '25 tracks')
  await choose('How many', 'All')
  await user.click(dialog.getByRole('checkbox', { name: 'Only what is on this machine' }))
  await user.click(dialog.getByRole('button', { name: 'Create' }))
  await waitFor(() =>
    expect(bridge.calls.find(({ method }) => method === 'createSmartList')?.input).toEqual({
      name: 'Folk of this year',
      rule: { genre: 'Folk', addedWithinDays: 30, maxPlays: 0, isDownloaded: true, order: 'newest' },
    }),
  )
  expect(await screen.findByRole('heading', { level: 1, name: 'Folk of this year' })).toBeDefined()
})

test('one’s own rule is changed, and deleted with a way back', async () => {
  const { bridge } = renderPage(`/lists/${uuidOf('Folk of this year')}`)
  expect(
    await screen.findByText(/^Folk · Added in the last 365 days · On this machine · Bought last first/),
  ).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Change the rule' }))
  const dialog = within(screen.getByRole('dialog', { name: 'Change the rule' }))
  await user.selectOptions(dialog.getByRole('combobox', { name: 'Genre' }), 'Any')
  await user.click(dialog.getByRole('button', { name: 'Save' }))
  const input = (method: string) => bridge.calls.find((call) => call.method === method)?.input
  await waitFor(() => expect(input('changeSmartList')).toBeDefined())
  expect(input('changeSmartList')).toMatchObject({ id: uuidOf('Folk of this year') })
  expect(input('changeSmartList')).not.toHaveProperty('rule.genre')

  await user.click(screen.getByRole('button', { name: 'Delete the list' }))
  await user.click(await screen.findByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(input('createSmartList')).toMatchObject({ name: 'Folk of this year' }))
})

test('a list in which nothing is says so, and one that is gone is not found', async () => {
  renderPage('/lists/most-played', { fixture: { library, plays: [] } })
  expect(await screen.findByText('Nothing fits the rule now')).toBeDefined()
  cleanup()
  renderPage(`/lists/${uuidOf('gone')}`)
  expect(await screen.findByRole('link', { name: 'Go to Discover' })).toBeDefined()
})
