import { cleanup, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { UploadView } from '../../../shared/api/studio.ts'
import { uploads } from '../../testing/fixtures/studio.ts'
import { renderPage } from '../../testing/renderApp.tsx'
import { useDraft } from './draftStore.ts'

const user = userEvent.setup()

beforeEach(() => useDraft.getState().clear())
afterEach(cleanup)

async function openTable() {
  renderPage('/studio/publish')
  await user.click(await screen.findByRole('button', { name: 'Choose files…' }))
  return within(await screen.findByRole('table', { name: 'Tracks to publish' }))
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
