import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { inspectedFiles, scheduledUploads, uploadDraft } from '../../testing/fixtures/studio.ts'
import { renderPage } from '../../testing/renderApp.tsx'
import { useDraft } from './draftStore.ts'
import { fromKept } from './keptDraft.ts'
import { inputOfMoment, momentAhead } from './moment.ts'

const user = userEvent.setup()
beforeEach(() => useDraft.getState().clear())
afterEach(cleanup)

const ahead = new Date(new Date().getFullYear() + 1, 0, 5, 18, 30).getTime()

test('a time is written and read as this machine has it, and one that is past is none', () => {
  expect(momentAhead(inputOfMoment(ahead))).toBe(ahead)
  expect(momentAhead(inputOfMoment(Date.now() - 120_000))).toBeUndefined()
  expect(momentAhead('')).toBeUndefined()
})

test('what is published is made ready for a time, and not before the time is one to come', async () => {
  const { bridge } = renderPage('/studio/publish')
  await user.click(await screen.findByRole('button', { name: 'Choose files…' }))
  await user.type(screen.getByRole('textbox', { name: 'Price of all tracks' }), '1')
  await user.type(screen.getByRole('textbox', { name: /Price of the release/ }), '4')
  await user.click(screen.getByRole('button', { name: 'Review' }))
  await user.click(await screen.findByRole('checkbox', { name: 'Put it on sale later' }))
  const field = screen.getByLabelText('Day and time')
  fireEvent.change(field, { target: { value: '2020-01-01T10:00' } })
  expect(screen.getByText('Choose a time to come.')).toBeDefined()
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Make it ready' }).disabled).toBe(true)
  fireEvent.change(field, { target: { value: inputOfMoment(ahead) } })
  await user.click(screen.getByRole('button', { name: 'Make it ready' }))
  await screen.findByRole('heading', { name: 'Studio' })
  expect(bridge.calls.find(({ method }) => method === 'upload')?.input).toMatchObject({
    release: { publishAt: ahead },
  })
})

test('the palette reaches the time, and the draft keeps it, also once it is past', async () => {
  const { bridge } = renderPage('/studio/publish')
  await user.click(await screen.findByRole('button', { name: 'Choose files…' }))
  await user.type(screen.getByRole('textbox', { name: 'Price of all tracks' }), '1')
  await user.type(screen.getByRole('textbox', { name: /Price of the release/ }), '4')
  await user.click(screen.getByRole('button', { name: 'Review' }))
  await screen.findByRole('checkbox', { name: 'Put it on sale later' })
  await user.keyboard('{Control>}k{/Control}')
  await user.keyboard('on sale later{Enter}')
  fireEvent.change(await screen.findByLabelText('Day and time'), { target: { value: inputOfMoment(ahead) } })
  const page = within(screen.getByRole('main'))
  await user.click(page.getByRole('button', { name: 'Back' }))
  await user.click(page.getByRole('button', { name: 'Review' }))
  expect(screen.getByLabelText<HTMLInputElement>('Day and time').value).toBe(inputOfMoment(ahead))
  const kept = () => bridge.calls.filter(({ method }) => method === 'keepUploadDraft').at(-1)?.input
  await waitFor(() => expect(kept()).toMatchObject({ draft: { publishAt: ahead } }))
  const restored = (publishAt: number) =>
    fromKept({ ...uploadDraft, draft: { ...uploadDraft.draft, publishAt } }, inspectedFiles)
  expect(restored(ahead).when).toBe(inputOfMoment(ahead))
  expect(momentAhead(restored(60_000).when ?? '')).toBeUndefined()
})

test('what waits for its time says so, and is moved, put on sale at once, or cancelled', async () => {
  const { bridge } = renderPage('/studio', { fixture: { uploads: scheduledUploads } })
  await screen.findByText(/^Ready\. On sale /)
  expect(screen.getAllByText('Ready, comes out with the release').length).toBeGreaterThan(1)
  await user.click(screen.getByRole('button', { name: /^Change the time…/ }))
  const dialog = within(await screen.findByRole('dialog'))
  fireEvent.change(dialog.getByLabelText('Day and time'), { target: { value: inputOfMoment(ahead) } })
  await user.click(dialog.getByRole('button', { name: 'Save' }))
  const asked = () =>
    bridge.calls.filter(({ method }) => method === 'rescheduleUpload').map(({ input }) => input)
  await waitFor(() => expect(asked()).toMatchObject([{ publishAt: ahead }]))
  await user.click(await screen.findByRole('button', { name: /^Change the time…/ }))
  const again = within(await screen.findByRole('dialog'))
  await user.click(again.getByRole('checkbox', { name: 'Put it on sale later' }))
  await user.click(again.getByRole('button', { name: 'Put it on sale now' }))
  await waitFor(() => expect(asked()).toMatchObject([{ publishAt: ahead }, { publishAt: null }]))
  expect(screen.getAllByRole('button', { name: /^Cancel/ }).length).toBeGreaterThan(0)
})
