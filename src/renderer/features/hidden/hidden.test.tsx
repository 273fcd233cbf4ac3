import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { artistAddress, workByTitle } from '../../testing/fixtures/works.ts'
import { type RenderedApp, renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

const address = artistAddress('maren')
const hiddenArtists = [{ address, name: 'Maren Holt' }]
const changes = ({ bridge }: RenderedApp) =>
  bridge.calls.filter(({ method }) => method === 'setHidden').map(({ input }) => input)

test('an artist is hidden from their page, and the message takes it back', async () => {
  const app = renderPage(`/artist/${address}`)
  await user.click(await screen.findByRole('button', { name: 'Hide the artist' }))
  expect(await screen.findByText('Maren Holt is hidden. What you own stays.')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  await waitFor(() =>
    expect(changes(app)).toEqual([
      { address, isHidden: true },
      { address, isHidden: false },
    ]),
  )
})

test('the page of a hidden artist says so, and shows them again; nobody follows them there', async () => {
  const app = renderPage(`/artist/${address}`, { fixture: { hiddenArtists, followed: [] } })
  expect(await screen.findByText('You have hidden this artist.')).toBeDefined()
  expect(screen.queryByRole('button', { name: /^Follow/ })).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Show again' }))
  await waitFor(() => expect(changes(app)).toEqual([{ address, isHidden: false }]))
})

test('the artist of a row is hidden from its menu', async () => {
  const app = renderPage('/')
  const rows = within(await screen.findByRole('grid', { name: 'New tracks' }))
  await user.pointer({ keys: '[MouseRight]', target: rows.getByText('Salt') })
  await user.click(await screen.findByRole('menuitem', { name: 'Hide the artist' }))
  await waitFor(() => expect(changes(app)).toEqual([{ address, isHidden: true }]))
})

test('the artist of the page one is on is hidden by the palette', async () => {
  const app = renderPage(`/work/${workByTitle('Salt').label}`)
  await screen.findByRole('heading', { level: 1, name: 'Salt' })
  fireEvent.keyDown(window, { key: 'k', ctrlKey: true })
  await user.type(await screen.findByRole('combobox', { name: 'Search music and commands' }), 'hide maren')
  await user.click(await screen.findByRole('option', { name: 'Hide Maren Holt' }))
  await waitFor(() => expect(changes(app)).toEqual([{ address, isHidden: true }]))
})

test('the settings list who is hidden, and show them again', async () => {
  const app = renderPage('/settings', { fixture: { hiddenArtists } })
  const list = within(await screen.findByRole('list', { name: 'Hidden artists' }))
  await user.click(list.getByRole('button', { name: 'Show again Maren Holt' }))
  await waitFor(() => expect(changes(app)).toEqual([{ address, isHidden: false }]))
  cleanup()
  renderPage('/settings')
  expect(await screen.findByText(/^Nobody is\. /)).toBeDefined()
})

test('the palette finds artists, and leads to their page', async () => {
  renderPage('/wallet')
  await screen.findByRole('heading', { level: 1, name: 'Wallet' })
  fireEvent.keyDown(window, { key: 'k', ctrlKey: true })
  await user.type(await screen.findByRole('combobox', { name: 'Search music and commands' }), 'maren')
  const artists = within(await screen.findByRole('group', { name: 'Artists' }))
  await user.click(artists.getByRole('option', { name: /Maren Holt/ }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Maren Holt' })).toBeDefined()
})
