import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import type { WorkView } from '../../../shared/api/node.ts'
import { BuskerError } from '../../../shared/errors.ts'
import { offline, preferences } from '../../testing/fixtures/app.ts'
import { errorText } from '../../../shared/i18n/errorText.ts'
import { showLanguage } from '../../../shared/i18n/t.ts'
import { gifts, givenOrder } from '../../testing/fixtures/gifts.ts'
import { uuidOf } from '../../testing/fixtures/seededValues.ts'
import { label } from '../../../shared/ids.ts'
import { renderPage } from '../../testing/renderApp.tsx'
import { emptyFixture, fullFixture } from '../../testing/appFixture.ts'

const user = userEvent.setup()
afterEach(async () => {
  cleanup()
  await showLanguage('en')
  document.documentElement.lang = 'en'
})

test('plays on from the track that is pressed', async () => {
  const { player } = renderPage('/library')
  await user.click(await screen.findByRole('button', { name: 'Play Salt' }))
  const { queue, index } = player.store.getState()
  expect([queue.length, queue[index]?.track.title]).toEqual([6, 'Salt'])
})

test('shows releases as covers or as a list, which opens them', async () => {
  const release = { ...fullFixture.market.find(({ kind }) => kind === 'release'), isOwned: true }
  renderPage('/library', {
    fixture: { library: [{ work: release as WorkView, boughtAt: 1, isDownloaded: true }] },
  })
  await user.click(await screen.findByRole('button', { name: /^Releases/ }))
  expect(screen.getByRole('list', { name: 'Your releases' })).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'As a list' }))
  const table = within(screen.getByRole('grid', { name: 'Your releases' }))
  await user.dblClick(table.getByText(String(release.title)))
  expect(await screen.findByRole('heading', { level: 1, name: String(release.title) })).toBeDefined()
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
  const [button] = await screen.findAllByRole('button', { name: /^Keep .* on this machine$/ })
  if (button === undefined) throw new Error('Everything is downloaded.')
  await user.click(button)
  await waitFor(() =>
    expect(screen.getByRole('progressbar', { name: /^Fetching / }).getAttribute('aria-valuenow')).toBe('40'),
  )
})

test('a download that failed says why, and can be tried again', async () => {
  const { bridge } = renderPage('/library', {
    handlers: {
      download: () =>
        Promise.reject(new BuskerError('IPFS_PEER_UNREACHABLE', 'Nobody who has it is there now.')),
    },
  })
  const [button] = await screen.findAllByRole('button', { name: /^Keep .* on this machine$/ })
  if (button === undefined) throw new Error('Everything is downloaded.')
  await user.click(button)
  expect(await screen.findByText('Nobody who has it is there now.')).toBeDefined()
  await user.click(screen.getByRole('button', { name: String(button.getAttribute('aria-label')) }))
  expect(bridge.calls.filter(({ method }) => method === 'download')).toHaveLength(2)
})

test('plays all that is downloaded when there is no network', async () => {
  const { player } = renderPage('/library', { fixture: { status: offline } })
  expect(await screen.findByText('You are offline: what is on this machine plays.')).toBeDefined()
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
      createPlaylist: async ({ name }) => ({
        id: uuidOf('Sunday, slowly'),
        name,
        tracks: [],
        createdAt: 0,
        folder: null,
      }),
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
      createPlaylist: async ({ name }) => ({
        id: uuidOf('Sunday, slowly'),
        name,
        tracks: [],
        createdAt: 0,
        folder: null,
      }),
    },
  })
  await user.click(await screen.findByRole('button', { name: 'New playlist' }))
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Late{Enter}')
  await screen.findByRole('heading', { name: 'Sunday, slowly' })
  const asked = () => bridge.calls.filter(({ method }) => method.endsWith('Playlist'))
  expect(asked()).toEqual([{ method: 'createPlaylist', input: { name: 'Late' } }])
})

test('asks before a gift is taken, and says who gives what', async () => {
  const { bridge } = renderPage('/library', { fixture: { gifts } })
  const list = within(await screen.findByRole('list', { name: 'Gifts for you' }))
  expect(await list.findByRole('link', { name: 'Tidal Rooms' })).toBeDefined()
  const [accept] = list.getAllByRole('button', { name: 'Accept' })
  const [decline] = list.getAllByRole('button', { name: 'Decline' })
  if (accept === undefined || decline === undefined) throw new Error('Nothing can be decided.')
  await user.click(accept)
  await user.click(decline)
  const { id } = gifts.gifts[0] ?? { id: '' }
  const asked = (method: string) => bridge.calls.find((call) => call.method === method)?.input
  await waitFor(() => expect([asked('acceptGift'), asked('declineGift')]).toEqual([{ id }, { id }]))
})

test('accepts what somebody gives by itself once told so, and asks again when that is taken back', async () => {
  const { bridge } = renderPage('/library', { fixture: { gifts } })
  await user.click((await screen.findAllByRole('button', { name: 'More' }))[0] as HTMLElement)
  await user.click(await screen.findByRole('menuitem', { name: 'Always accept gifts from this person' }))
  await user.click(await screen.findByRole('button', { name: 'Ask me again' }))
  const inputs = () =>
    bridge.calls.filter(({ method }) => method === 'acceptGiftsFrom').map(({ input }) => input)
  await waitFor(() =>
    expect(inputs()).toEqual([
      { giver: gifts.gifts[0]?.giver.account, isAccepted: true },
      { giver: gifts.givers[0], isAccepted: false },
    ]),
  )
})

test('says at once that a track is on this machine, whoever downloaded it', async () => {
  const { bridge } = renderPage('/library')
  await screen.findAllByRole('button', { name: /^Keep .* on this machine$/ })
  const asked = () => bridge.calls.filter(({ method }) => method === 'library').length
  const before = asked()
  bridge.emit('node.download', { label: label.parse(`track/${'a'.repeat(32)}/1`) })
  await waitFor(() => expect(asked()).toBe(before + 1))
})

test('says who gave, what they wrote, and who they are not', async () => {
  renderPage('/library', { fixture: { gifts } })
  const list = within(await screen.findByRole('list', { name: 'Gifts for you' }))
  const [own, aunt, , stranger] = list.getAllByRole('listitem').map((row) => row.textContent)
  expect(own).toMatch(/given by\s+“Ana from the choir”, as they call themselves \(/)
  expect(own).toContain('Happy birthday!\nFor the night train.')
  expect(aunt).toMatch(/given by\s+Aunt Ilse, your contact/)
  expect(stranger).toContain('This is not your contact Maren: it is another account.')
})

test('why a gift did not open is said in the language that is shown', async () => {
  await showLanguage('de')
  renderPage('/library', { fixture: { gifts, preferences: { ...preferences, language: 'de' } } })
  const list = within(await screen.findByRole('list', { name: 'Geschenke für dich' }))
  expect(list.getByText(errorText({ code: 'POLICY_REVOKED', message: '' }))).toBeDefined()
})

test('what was given to one says by whom, in the library and on its page', async () => {
  const given = givenOrder('Salt')
  renderPage('/library', { fixture: { purchases: [given] } })
  expect((await screen.findAllByTitle('Given to you by Aunt Ilse')).length).toBeGreaterThan(0)
  cleanup()
  renderPage(`/work/${given.label}`, { fixture: { purchases: [given] } })
  expect((await screen.findByText(/^Happy birthday!/)).closest('div')?.textContent).toMatch(
    /^Given to you by\s+Aunt Ilse, your contact/,
  )
})
