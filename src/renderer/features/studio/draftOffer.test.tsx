import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { inspectedFiles, uploadDraft } from '../../testing/fixtures/studio.ts'
import { renderPage } from '../../testing/renderApp.tsx'
import { useDraft } from './draftStore.ts'

const user = userEvent.setup()

beforeEach(() => useDraft.getState().forget())
afterEach(cleanup)

const offer = async () =>
  within(await screen.findByRole('region', { name: 'You have a draft that is not published' }))
const keptTitles = (input: unknown) =>
  (input as { draft: typeof uploadDraft.draft }).draft.tracks.map(({ text }) => text['title'])

test('goes on with a draft: what was written stands beside what the files say now', async () => {
  const moved = inspectedFiles.map((file) => ({ ...file, genre: 'Tagged anew' })).toReversed()
  const { bridge } = renderPage('/studio/publish', { fixture: { uploadDraft, inspected: moved } })
  const draft = await offer()
  expect(draft.getByText('Paper Streets, again')).toBeDefined()
  expect(draft.getByText('1 file is not where it was:')).toBeDefined()
  expect(draft.getByRole('list', { name: 'Files that are gone' }).textContent).toBe(uploadDraft.gone[0])
  expect(screen.queryByRole('button', { name: 'Choose files…' })).toBeNull()
  await user.click(draft.getByRole('button', { name: 'Go on with your draft' }))
  const table = within(await screen.findByRole('table', { name: 'Tracks to publish' }))
  const titles = table.getAllByRole<HTMLInputElement>('textbox', { name: /^Title of / })
  expect(titles.map(({ value }) => value)).toEqual([
    'Paper Streets (2026)',
    'Letters to the Signalman (2026)',
    'An Hour Before the Rain (2026)',
  ])
  const tracks = useDraft.getState().draft.tracks
  expect(tracks.map(({ text }) => [text.price, text.genre])).toEqual(
    Array.from({ length: 3 }, () => ['1.50', 'Tagged anew']),
  )
  expect(useDraft.getState().draft.release).toMatchObject({
    title: 'Paper Streets, again',
    releaseType: 'album',
    price: '4',
  })
  expect(bridge.calls.find(({ method }) => method === 'inspect')?.input).toEqual({
    paths: uploadDraft.draft.tracks.map(({ file }) => file),
  })
})

test('a draft that is discarded makes room for another', async () => {
  const { bridge } = renderPage('/studio/publish', { fixture: { uploadDraft } })
  await user.click((await offer()).getByRole('button', { name: 'Discard it' }))
  expect(await screen.findByRole('button', { name: 'Choose files…' })).toBeDefined()
  expect(bridge.calls.map(({ method }) => method)).toContain('discardUploadDraft')
})

test('what is prepared is kept as it is changed, and no more when one starts over', async () => {
  const { bridge } = renderPage('/studio/publish')
  await user.click(await screen.findByRole('button', { name: 'Choose files…' }))
  await screen.findByRole('table', { name: 'Tracks to publish' })
  const kept = () => bridge.calls.filter(({ method }) => method === 'keepUploadDraft')
  await waitFor(() => expect(kept()).toHaveLength(1))
  const title = screen.getByRole('textbox', { name: 'Title of Paper Streets' })
  await user.clear(title)
  await user.paste('Other Streets')
  await waitFor(() => expect(keptTitles(kept().at(-1)?.input)[0]).toBe('Other Streets'))
  await user.click(screen.getByRole('button', { name: 'Start over' }))
  await waitFor(() => expect(bridge.calls.at(-1)?.method).toBe('discardUploadDraft'))
  expect(screen.getByRole('button', { name: 'Choose files…' })).toBeDefined()
})

test('when Busker is locked nothing of a draft stays in the page, and nothing is discarded', async () => {
  const { bridge, unmount } = renderPage('/studio/publish')
  await user.click(await screen.findByRole('button', { name: 'Choose files…' }))
  await waitFor(() => expect(bridge.calls.map(({ method }) => method)).toContain('keepUploadDraft'))
  const before = bridge.calls.length
  act(unmount)
  expect(useDraft.getState().draft.tracks).toEqual([])
  expect(bridge.calls).toHaveLength(before)
})
