import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bonusBeside, inspectedFiles } from '../../testing/fixtures/studio.ts'
import { workByTitle } from '../../testing/fixtures/works.ts'
import { renderPage } from '../../testing/renderApp.tsx'
import { workPath } from '../../testing/screenshots/workPath.ts'
import { useDraft } from './draftStore.ts'

const user = userEvent.setup()
beforeEach(() => useDraft.getState().clear())
afterEach(cleanup)

const [booklet, cover] = bonusBeside
if (booklet === undefined || cover === undefined) throw new Error('There are files.')

test('what was dropped by itself goes with the release, and what lies beside the music when it is ticked', async () => {
  const { bridge } = renderPage('/studio/publish', {
    fixture: { inspected: [...inspectedFiles, booklet, cover] },
  })
  await user.click(await screen.findByRole('button', { name: 'Choose files…' }))
  expect(screen.getByText('Left out: 1 file')).toBeDefined()
  const files = within(await screen.findByRole('list', { name: 'Goes with it' }))
  const tick = (name: string) => files.getByRole<HTMLInputElement>('checkbox', { name })
  expect([tick('Booklet.pdf').checked, tick('cover.jpg').checked]).toEqual([true, false])
  expect(files.getByText('PDF, 4.3 MB')).toBeDefined()
  await user.click(tick('cover.jpg'))
  await user.type(screen.getByRole('textbox', { name: 'Price of all tracks' }), '1')
  await user.type(screen.getByRole('textbox', { name: /Price of the release/ }), '4')
  await user.click(screen.getByRole('button', { name: 'Review' }))
  await screen.findByText('with 2 files')
  await user.click(screen.getByRole('button', { name: 'Publish' }))
  await screen.findByRole('heading', { name: 'Studio' })
  expect(bridge.calls.find(({ method }) => method === 'upload')?.input).toMatchObject({
    release: { edits: { bonus: [booklet.file, cover.file] } },
  })
})

test('a draft is kept with what goes with it', async () => {
  const { bridge } = renderPage('/studio/publish', { fixture: { inspected: [...inspectedFiles, booklet] } })
  await user.click(await screen.findByRole('button', { name: 'Choose files…' }))
  await screen.findByRole('list', { name: 'Goes with it' })
  await waitFor(() =>
    expect(bridge.calls.find(({ method }) => method === 'keepUploadDraft')?.input).toMatchObject({
      draft: { bonus: [booklet.file] },
    }),
  )
})

test('files of a release on sale are left out and added', async () => {
  const release = { ...workByTitle('Tidal Rooms'), isOwn: true }
  const { bridge } = renderPage('/studio', {
    fixture: { own: [release], chosenBonus: [booklet.file], inspected: [booklet] },
  })
  await user.click(await screen.findByRole('button', { name: 'Edit Tidal Rooms' }))
  const dialog = within(await screen.findByRole('dialog'))
  await user.click(dialog.getByRole('checkbox', { name: 'Chords and words.txt' }))
  await user.click(dialog.getByRole('button', { name: 'Add files that go with it…' }))
  await dialog.findAllByRole('checkbox', { name: 'Booklet.pdf' })
  await user.click(dialog.getByRole('button', { name: 'Save' }))
  await waitFor(() =>
    expect(bridge.calls.find(({ method }) => method === 'editWork')?.input).toEqual({
      id: release.id,
      changes: { bonus: [{ kept: 0 }, { kept: 1 }, { file: booklet.file }] },
    }),
  )
})

test('a file that can not go with a release is named', async () => {
  const release = { ...workByTitle('Tidal Rooms'), isOwn: true }
  const { bonus: _none, ...other } = booklet
  renderPage('/studio', {
    fixture: {
      own: [release],
      chosenBonus: ['/home/ana/Setup.exe'],
      inspected: [{ ...other, file: '/home/ana/Setup.exe' }],
    },
  })
  await user.click(await screen.findByRole('button', { name: 'Edit Tidal Rooms' }))
  const dialog = within(await screen.findByRole('dialog'))
  await user.click(dialog.getByRole('button', { name: 'Add files that go with it…' }))
  expect((await dialog.findByRole('alert')).textContent).toContain('“Setup.exe” can’t go with a release')
})

test('a release says what goes with it, and for whom', async () => {
  renderPage(workPath('Tidal Rooms'))
  const files = within(await screen.findByRole('region', { name: 'Goes with it' }))
  expect(files.getByText('Booklet.pdf')).toBeDefined()
  expect(files.getByText('Text, 0.1 MB')).toBeDefined()
  expect(screen.getByText(/with 3 files/)).toBeDefined()
})
