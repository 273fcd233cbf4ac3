import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { BuskerError } from '../../../shared/errors.ts'
import { libraryWithFiles, localFolders } from '../../testing/fixtures/localFiles.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)
const fixture = { library: libraryWithFiles }
const grid = () => within(screen.getByRole('grid', { name: 'Your tracks' }))

test('files stand beside what was bought with a mark, lead to no page, and play on through the list', async () => {
  const { player } = renderPage('/library', { fixture })
  await user.click(await screen.findByRole('button', { name: 'Play Harbour Lights' }))
  const { queue, index } = player.store.getState()
  expect([queue.length, queue[index]?.track.title]).toEqual([9, 'Harbour Lights'])
  const row = within(grid().getByText('Harbour Lights').closest('tr') ?? document.body)
  expect(row.getByText(/^A file of your own\./)).toBeDefined()
  expect(row.queryByRole('link', { name: 'Harbour Lights' })).toBeNull()
  await user.click(row.getByText('The Pilots'))
  expect(await screen.findByRole('heading', { level: 2, name: 'The Pilots' })).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Artist’s page' })).toBeNull()
})

test('the library shows files alone, or what was bought alone', async () => {
  renderPage('/library', { fixture })
  const from = await screen.findByRole('combobox', { name: 'From' })
  await user.selectOptions(from, 'Your files')
  await waitFor(() => expect(grid().queryByText('Salt')).toBeNull())
  expect(grid().getByText('Kiosk')).toBeDefined()
  await user.selectOptions(from, 'Bought')
  await waitFor(() => expect(grid().queryByText('Kiosk')).toBeNull())
  expect(grid().getByText('Salt')).toBeDefined()
  await user.selectOptions(from, 'Everything')
  await waitFor(() => expect(grid().getByText('Kiosk')).toBeDefined())
})

test('a file can be put into playlists, and can not be bought, reported, downloaded or linked to', async () => {
  renderPage('/library', { fixture })
  await user.pointer({ keys: '[MouseRight]', target: await screen.findByText('Kiosk') })
  const entries = within(await screen.findByRole('menu')).getAllByRole('menuitem')
  const names = entries.map(({ textContent }) => textContent)
  expect(names).toContain('Play next')
  expect(names.some((name) => /playlist/i.test(name))).toBe(true)
  expect(names.filter((name) => /copy|report|buy|download|keep|artist|remove/i.test(name))).toEqual([])
})

test('the settings list the folders, with what can not be played, and forget one', async () => {
  const { bridge } = renderPage('/settings', { fixture: { localFolders } })
  expect(await screen.findByText('/home/ana/Music')).toBeDefined()
  expect(screen.getByText('1,843 tracks')).toBeDefined()
  expect(screen.getByText(/its disk may be away/)).toBeDefined()
  await user.click(screen.getByText('2 files can’t be played'))
  expect(screen.getByText('Old tapes/side b.mp3')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Look through them' }))
  await user.click(screen.getByRole('button', { name: 'Remove /home/ana/Music' }))
  const inputs = bridge.calls.flatMap(({ method, input }) => (method === 'removeLocalFolder' ? [input] : []))
  await waitFor(() => expect(inputs).toEqual([{ id: localFolders[0]?.id }]))
  expect(bridge.calls.some(({ method }) => method === 'scanLocalFolders')).toBe(true)
})

test('a folder that is not taken says why', async () => {
  renderPage('/settings', {
    handlers: {
      'app.addLocalFolder': () =>
        Promise.reject(new BuskerError('LOCAL_FOLDER_WATCHED', 'This folder lies in one that is watched.')),
    },
  })
  await user.click(await screen.findByRole('button', { name: 'Add a folder…' }))
  expect(await screen.findByText('This folder lies in one that is watched.')).toBeDefined()
})
