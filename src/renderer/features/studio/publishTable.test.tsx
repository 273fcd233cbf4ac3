import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { UploadView } from '../../../shared/api/studio.ts'
import { uploads } from '../../testing/fixtures/studio.ts'
import { renderPage } from '../../testing/renderApp.tsx'
import { toUploadInput } from './draft.ts'
import { useDraft } from './draftStore.ts'

const user = userEvent.setup()

beforeEach(() => useDraft.getState().clear())
afterEach(cleanup)

async function openTable() {
  renderPage('/studio/publish')
  await user.click(await screen.findByRole('button', { name: 'Choose files…' }))
  return within(await screen.findByRole('table', { name: 'Tracks to publish' }))
}

const token = { symbol: 'tUSD', decimals: 18 }

/** The draft as it stands, with a price on everything. */
function pricedDraft() {
  const { draft, editAll, editRelease } = useDraft.getState()
  editAll('price', '1')
  if (draft.release !== null) editRelease({ price: '2' })
  return useDraft.getState().draft
}

function titles(): string[] {
  return screen
    .getAllByRole('button', { name: /^Move / })
    .map((handle) => handle.getAttribute('aria-label') ?? '')
}

test('says of each file what was noticed, and which files were left out', async () => {
  const table = await openTable()
  const noticed = within(table.getByRole('list', { name: 'What was noticed about Letters to the Signalman' }))
  expect(noticed.getByRole('listitem').textContent).toContain('6 channels are mixed down to stereo')
  expect(screen.getByText('Left out: 1 file')).toBeDefined()
  expect(screen.getByRole('list', { name: 'Files left out', hidden: true }).textContent).toBe(
    'Session.als This file holds no sound Busker knows.',
  )
})

test('moves a track with the keyboard; it keeps the focus, and the numbers stay in order', async () => {
  const table = await openTable()
  const field = table.getByRole('textbox', { name: 'Title of An Hour Before the Rain' })
  await user.click(field)
  await user.keyboard('{Alt>}{ArrowUp}{/Alt}')
  expect(titles()).toEqual([
    'Move Paper Streets',
    'Move An Hour Before the Rain',
    'Move Letters to the Signalman',
  ])
  expect(document.activeElement).toBe(field)
  expect(screen.getByText('An Hour Before the Rain, now 2 of 4')).toBeDefined()
  const number = table.getByRole<HTMLInputElement>('textbox', { name: 'No. of An Hour Before the Rain' })
  expect(number.value).toBe('2')
})

test('moves a track by dragging its handle over another', async () => {
  const table = await openTable()
  const handle = table.getByRole('button', { name: 'Move Paper Streets' })
  // There is no layout here: the rows are given one.
  const rows = [...document.querySelectorAll<HTMLElement>('[aria-label="Tracks to publish"] > tbody')].slice(
    1,
  )
  for (const [index, row] of rows.entries())
    row.getBoundingClientRect = () => new DOMRect(0, index * 48, 800, 48)
  const at = (clientY: number) => ({ isPrimary: true, button: 0, clientX: 10, clientY })
  fireEvent.pointerDown(handle, at(24))
  fireEvent.pointerMove(document, at(40))
  fireEvent.pointerMove(document, at(2 * 48 + 24))
  await waitFor(() => expect(rows[2]?.style.transform).toBe('translate3d(0, -48px, 0)'))
  fireEvent.pointerUp(document, at(2 * 48 + 24))
  await waitFor(() =>
    expect(titles()).toEqual([
      'Move Letters to the Signalman',
      'Move An Hour Before the Rain',
      'Move Paper Streets',
    ]),
  )
  expect(screen.getByText('Paper Streets, now 3 of 4')).toBeDefined()
  const number = table.getByRole<HTMLInputElement>('textbox', { name: 'No. of Paper Streets' })
  expect(number.value).toBe('3')
})

test('moves a track to the number that is typed', async () => {
  const table = await openTable()
  const number = table.getByRole('textbox', { name: 'No. of An Hour Before the Rain' })
  await user.clear(number)
  await user.type(number, '1{Enter}')
  expect(titles()[0]).toBe('Move An Hour Before the Rain')
  expect(
    table.getByRole<HTMLInputElement>('textbox', { name: 'No. of Letters to the Signalman' }).value,
  ).toBe('3')
})

test('writes the credits of one track, lyrics too, and those of all at once', async () => {
  const table = await openTable()
  const openCredits = async (name: string) => {
    await user.click(table.getByRole('button', { name }))
    return within(await screen.findByRole('dialog'))
  }
  const write = async (dialog: ReturnType<typeof within>, name: string, text: string) => {
    const field = dialog.getByRole('textbox', { name })
    await user.clear(field)
    if (text !== '') await user.type(field, text)
  }
  const all = await openCredits('Credits of all tracks')
  expect(all.queryByRole('textbox', { name: 'Lyrics' })).toBeNull()
  expect(all.getByRole<HTMLInputElement>('textbox', { name: 'Copyright' }).value).toBe('℗ 2026 Ana Quist')
  expect(all.queryByRole('textbox', { name: 'ISRC' })).toBeNull()
  await write(all, 'Composer', 'Tilda Brandt')
  await write(all, 'Record label', 'Boathouse')
  await user.click(all.getByRole('button', { name: 'Save' }))

  const one = await openCredits('Credits and lyrics of Paper Streets')
  expect(one.getByRole<HTMLInputElement>('textbox', { name: 'Composer' }).value).toBe('Tilda Brandt')
  expect(one.getByRole<HTMLButtonElement>('button', { name: 'Save' }).disabled).toBe(true)
  await write(one, 'Album artist', 'Various Artists')
  await write(one, 'Copyright', '')
  await write(one, 'ISRC', 'DE-A62')
  expect(one.getByRole<HTMLButtonElement>('button', { name: 'Save' }).disabled).toBe(true)
  await write(one, 'ISRC', 'DE-A62-26-00017')
  await user.click(one.getByRole('textbox', { name: 'Lyrics' }))
  await user.paste('[00:04.10]The tide comes in\n[01:09.80]and the floor goes out')
  await user.click(one.getByRole('button', { name: 'Save' }))

  const [first, second] = toUploadInput(pricedDraft(), token)?.tracks ?? []
  expect(first?.edits).toMatchObject({
    albumArtist: 'Various Artists',
    composer: 'Tilda Brandt',
    recordLabel: 'Boathouse',
    copyright: '',
    isrc: 'DE-A62-26-00017',
    lyrics: '[00:04.10]The tide comes in\n[01:09.80]and the floor goes out',
  })
  expect(second?.edits).toMatchObject({ composer: 'Tilda Brandt', copyright: '℗ 2026 Ana Quist' })
  expect(second?.edits).not.toHaveProperty('lyrics')
})

test('does not save lyrics that no manifest holds', async () => {
  const table = await openTable()
  await user.click(table.getByRole('button', { name: 'Credits and lyrics of Paper Streets' }))
  const dialog = within(await screen.findByRole('dialog'))
  await user.click(dialog.getByRole('textbox', { name: 'Lyrics' }))
  await user.paste('ж'.repeat(16_385))
  expect(dialog.getByText('Write at most 32 kilobytes.')).toBeDefined()
  expect(dialog.getByRole<HTMLButtonElement>('button', { name: 'Save' }).disabled).toBe(true)
})

test('shows a release with its tracks, what holds it back, and how it goes on', async () => {
  const [announced, running, , failed] = uploads
  if (announced === undefined || running === undefined || failed === undefined)
    throw new Error('There are uploads.')
  const release: UploadView = { ...running, kind: 'release', title: 'Weather', state: 'waiting', file: '' }
  const ready: UploadView = {
    ...announced,
    state: 'ready',
    title: 'Sun',
    work: null,
    release: release.id,
  }
  const stopped: UploadView = { ...failed, title: 'Rain', release: release.id }
  const { bridge } = renderPage('/studio', { fixture: { uploads: [ready, stopped, release] } })
  const list = within(await screen.findByRole('list', { name: 'Uploads' }))
  expect(list.getByText('Held back by one of its tracks; nothing of it is on sale')).toBeDefined()
  expect(list.getByText('Ready, waits for the other tracks')).toBeDefined()
  await user.click(list.getByRole('button', { name: 'Resume Weather' }))
  await user.click(list.getByRole('button', { name: /Publish without it.*Rain/ }))
  expect(bridge.calls.filter(({ method }) => method.endsWith('Upload'))).toEqual([
    { method: 'resumeUpload', input: { id: release.id } },
    { method: 'dismissUpload', input: { id: stopped.id } },
  ])
})

test('takes the type of the release from the files, and lets one choose another', async () => {
  await openTable()
  const form = within(screen.getByRole('region', { name: 'Release' }))
  const type = form.getByRole<HTMLSelectElement>('combobox', { name: 'Type' })
  expect(type.value).toBe('ep')
  await user.selectOptions(type, 'Live')
  expect(toUploadInput(pricedDraft(), token)?.release?.edits).toMatchObject({ releaseType: 'live' })
  await user.selectOptions(type, 'Not said')
  expect(toUploadInput(pricedDraft(), token)?.release?.edits).not.toHaveProperty('releaseType')
})

test('writes tags beside the genre, and says when they are too many', async () => {
  const table = await openTable()
  await user.click(table.getByRole('button', { name: 'Credits and lyrics of Paper Streets' }))
  const dialog = within(await screen.findByRole('dialog'))
  const tags = dialog.getByRole<HTMLInputElement>('textbox', { name: 'Tags' })
  expect(tags.value).toBe('lo-fi')
  await user.clear(tags)
  await user.click(tags)
  await user.paste(Array.from({ length: 11 }, (_, index) => `tag ${index}`).join(', '))
  expect(dialog.getByText('Write at most 10 tags of at most 40 characters.')).toBeDefined()
  await user.clear(tags)
  await user.type(tags, '#Lisbon, sea , lisbon')
  await user.click(dialog.getByRole('button', { name: 'Save' }))
  const [first, second] = toUploadInput(pricedDraft(), token)?.tracks ?? []
  expect([first?.edits.tags, second?.edits.tags]).toEqual([['Lisbon', 'sea'], ['lo-fi']])
})

test('shows how a file sounds, and lets one choose what everybody may hear of it', async () => {
  const table = await openTable()
  await user.click(table.getByRole('button', { name: 'Sound and preview of Paper Streets' }))
  const dialog = within(await screen.findByRole('dialog'))
  expect(await dialog.findByText('Loudness -9.2 LUFS, true peak -0.3 dBTP.')).toBeDefined()
  const choices = within(dialog.getByRole('group', { name: 'What everybody may hear' }))
  expect(choices.getByRole('button', { name: 'Half a minute' }).getAttribute('aria-pressed')).toBe('true')
  await user.click(choices.getByRole('button', { name: 'A part' }))
  fireEvent.change(dialog.getByRole('slider', { name: 'Begins at' }), { target: { value: '75' } })
  fireEvent.change(dialog.getByRole('slider', { name: 'Length' }), { target: { value: '44' } })
  expect(dialog.getByRole('slider', { name: 'Begins at' }).getAttribute('aria-valuetext')).toBe(
    '1 minute 15 seconds',
  )
  await user.click(dialog.getByRole('button', { name: 'Save' }))
  const tracks = toUploadInput(pricedDraft(), token)?.tracks
  expect(tracks?.[0]?.edits.preview).toEqual({ startMs: 75_000, lengthMs: 45_000 })
  expect(tracks?.[1]?.edits).not.toHaveProperty('preview')
})

test('offers the whole as a preview only where it is short enough', async () => {
  const table = await openTable()
  await user.click(table.getByRole('button', { name: 'Sound and preview of An Hour Before the Rain' }))
  expect(await screen.findByRole('button', { name: 'A part' })).toBeDefined()
  expect(screen.queryByRole('button', { name: 'The whole' })).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Cancel' }))
  await user.click(table.getByRole('button', { name: 'Sound and preview of Paper Streets' }))
  await user.click(await screen.findByRole('button', { name: 'The whole' }))
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(toUploadInput(pricedDraft(), token)?.tracks[0]?.edits.preview).toBe('whole')
})
