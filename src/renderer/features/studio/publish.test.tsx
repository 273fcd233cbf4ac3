import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { tokens } from '../../testing/fixtures/seededValues.ts'
import { uploads } from '../../testing/fixtures/studio.ts'
import { renderPage } from '../../testing/renderApp.tsx'
import { useDraft } from './draftStore.ts'

const user = userEvent.setup()

beforeEach(() => useDraft.getState().clear())
afterEach(cleanup)

test('publishes an album: choose, look over, set a price, publish', async () => {
  const { bridge } = renderPage('/studio/publish')
  await user.click(await screen.findByRole('button', { name: 'Choose files…' }))
  const table = within(await screen.findByRole('table', { name: 'Tracks to publish' }))
  expect(table.getByText('There is no sound in this file. Leave it out, or export it again.')).toBeDefined()

  await user.type(table.getByRole('textbox', { name: 'Price of all tracks' }), '1,50')
  await user.clear(table.getByRole('textbox', { name: 'Title of Paper Streets' }))
  await user.type(table.getByRole('textbox', { name: 'Title of Paper Streets' }), 'Paper Street')
  await user.type(screen.getByRole('textbox', { name: /Price of the release/ }), '4')
  await user.click(screen.getByRole('button', { name: 'Review' }))
  await screen.findByRole('heading', { name: 'Ready to publish?' })
  await user.click(screen.getByRole('button', { name: 'Publish' }))

  await screen.findByRole('heading', { name: 'Studio' })
  const input = bridge.calls.find(({ method }) => method === 'upload')?.input
  expect(input).toMatchObject({ release: { price: tokens(4), edits: { title: 'Paper Streets' } } })
  expect(input).toMatchObject({
    tracks: [
      { price: tokens(1.5), edits: { title: 'Paper Street', artistName: 'Ana Quist', trackNumber: 1 } },
      { price: tokens(1.5), edits: { title: 'Letters to the Signalman' } },
      { price: tokens(1.5), edits: { title: 'An Hour Before the Rain' } },
    ],
  })
})

test('marks what must be put right, field by field, before it can be reviewed', async () => {
  renderPage('/studio/publish')
  await user.click(await screen.findByRole('button', { name: 'Choose a folder…' }))
  await user.click(await screen.findByRole('button', { name: 'Review' }))
  expect(screen.getByText('4 things to put right, marked red above.')).toBeDefined()
  const price = screen.getByRole('textbox', { name: 'Price of Paper Streets' })
  expect(price.getAttribute('aria-invalid')).toBe('true')
  expect(price.getAttribute('title')).toBe('Set a price; 0 gives it away.')
})

test('takes what is dropped, by where it lies', async () => {
  const { bridge } = renderPage('/studio/publish')
  const zone = await screen.findByText('Drop audio files, folders or a whole album here')
  fireEvent.drop(zone, { dataTransfer: { files: [new File([], 'Tidal Rooms')] } })
  await screen.findByRole('table', { name: 'Tracks to publish' })
  expect(bridge.calls.find(({ method }) => method === 'inspect')?.input).toEqual({
    paths: ['/home/ana/Music/Tidal Rooms'],
  })
})

test('says when there is no audio in what was chosen', async () => {
  renderPage('/studio/publish', { handlers: { inspect: async () => [] } })
  await user.click(await screen.findByRole('button', { name: 'Choose files…' }))
  expect(
    await screen.findByText('There is no audio in it. Choose audio files, or another folder.'),
  ).toBeDefined()
})

test('shows each upload step by step, to cancel, resume and dismiss', async () => {
  const { bridge } = renderPage('/studio')
  const list = within(await screen.findByRole('list', { name: 'Uploads' }))
  expect(list.getByRole('progressbar', { name: 'Publishing Letters to the Signalman' })).toBeDefined()
  expect(list.getByText('Encoding, 46 %')).toBeDefined()
  await user.click(list.getByRole('button', { name: 'Cancel Letters to the Signalman' }))
  await user.click(list.getByRole('button', { name: 'Resume Second-hand Weather' }))
  await user.click(list.getByRole('button', { name: 'Dismiss Paper Streets' }))
  const asked = bridge.calls.filter(({ method }) => method.endsWith('Upload'))
  expect(asked).toEqual([
    { method: 'cancelUpload', input: { id: uploads[1]?.id } },
    { method: 'resumeUpload', input: { id: uploads[3]?.id } },
    { method: 'dismissUpload', input: { id: uploads[0]?.id } },
  ])
})

test('changes a price', async () => {
  const { bridge } = renderPage('/studio')
  await user.click(await screen.findByRole('button', { name: /Change the price of Second-hand Weather/ }))
  const dialog = within(await screen.findByRole('dialog'))
  await user.clear(dialog.getByRole('textbox', { name: /Price/ }))
  await user.type(dialog.getByRole('textbox', { name: /Price/ }), '2.25')
  await user.click(dialog.getByRole('button', { name: 'Set the price' }))
  await waitFor(() =>
    expect(bridge.calls.find(({ method }) => method === 'reprice')?.input).toMatchObject({
      price: tokens(2.25),
    }),
  )
})
