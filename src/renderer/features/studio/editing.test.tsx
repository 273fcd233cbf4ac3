import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { inspectedFiles } from '../../testing/fixtures/studio.ts'
import { own, workByTitle } from '../../testing/fixtures/works.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

test('edits a work on sale, and undoes it', async () => {
  const { bridge } = renderPage('/studio')
  await user.click(await screen.findByRole('button', { name: 'Edit Second-hand Weather' }))
  const dialog = within(await screen.findByRole('dialog'))
  expect(dialog.getByRole<HTMLButtonElement>('button', { name: 'Save' }).disabled).toBe(true)
  await user.clear(dialog.getByRole('textbox', { name: 'Title' }))
  await user.type(dialog.getByRole('textbox', { name: 'Title' }), 'First-hand Weather')
  await user.click(dialog.getByRole('button', { name: 'Save' }))
  await user.click(await screen.findByRole('button', { name: 'Undo' }))
  const work = own.find(({ title }) => title === 'Second-hand Weather')
  await screen.findByText('It is as it was before.')
  const asked = bridge.calls.filter(({ method }) => method === 'editWork' || method === 'restoreWorks')
  expect(asked).toEqual([
    { method: 'editWork', input: { id: work?.id, changes: { title: 'First-hand Weather' } } },
    { method: 'restoreWorks', input: { manifests: [work?.manifest] } },
  ])
})

test('puts the tracks of a release in another order', async () => {
  const release = { ...workByTitle('Tidal Rooms'), isOwn: true }
  const { bridge } = renderPage('/studio', { fixture: { own: [release] } })
  await user.click(await screen.findByRole('button', { name: 'Edit Tidal Rooms' }))
  const dialog = within(await screen.findByRole('dialog'))
  const [first, second] = within(dialog.getByRole('grid', { name: 'Order of the tracks' })).getAllByRole(
    'row',
  )
  if (first === undefined || second === undefined) throw new Error('A release has tracks.')
  first.focus()
  await user.keyboard('{Alt>}{ArrowDown}{/Alt}')
  await user.click(dialog.getByRole('button', { name: 'Save' }))
  await waitFor(() =>
    expect(bridge.calls.find(({ method }) => method === 'editWork')?.input).toMatchObject({
      id: release.id,
      changes: { order: expect.any(Array) as unknown },
    }),
  )
})

test('takes a work off sale, and undoes that', async () => {
  const { bridge } = renderPage('/studio')
  await user.pointer({
    keys: '[MouseRight]',
    target: within(await screen.findByRole('grid', { name: 'Your works on sale' })).getByText(
      'Second-hand Weather',
    ),
  })
  await user.click(await screen.findByRole('menuitem', { name: 'Take off sale…' }))
  await user.click(await screen.findByRole('button', { name: 'Take off sale' }))
  await user.click(await screen.findByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(bridge.calls.some(({ method }) => method === 'restoreWorks')).toBe(true))
})

test('replaces the sound of a track, after the file was looked at', async () => {
  const broken = inspectedFiles.find(({ problem, isLeftOut }) => problem !== null && !isLeftOut)
  if (broken === undefined) throw new Error('There is a broken file.')
  const { bridge } = renderPage('/studio', { fixture: { inspected: [broken] } })
  await user.click(await screen.findByRole('button', { name: 'Edit Second-hand Weather' }))
  const dialog = within(await screen.findByRole('dialog'))
  await user.click(dialog.getByRole('button', { name: 'Replace it…' }))
  await dialog.findByRole('button', { name: 'Choose another file…' })
  expect(dialog.getByRole<HTMLButtonElement>('button', { name: 'Save' }).disabled).toBe(true)
  await user.click(dialog.getByRole('button', { name: 'Keep the sound as it is' }))
  expect(bridge.calls.some(({ method }) => method === 'replaceSound')).toBe(false)
})

test('says what was noticed about a new sound, and has it encoded', async () => {
  const noticed = inspectedFiles[1]
  if (noticed === undefined) throw new Error('There are files.')
  const { bridge } = renderPage('/studio', { fixture: { inspected: [noticed] } })
  await user.click(await screen.findByRole('button', { name: 'Edit Second-hand Weather' }))
  const dialog = within(await screen.findByRole('dialog'))
  await user.click(dialog.getByRole('button', { name: 'Replace it…' }))
  await dialog.findByText(/mixed down to stereo/)
  await user.click(dialog.getByRole('button', { name: 'Save' }))
  await screen.findByText(/new sound of “Second-hand Weather” is being encoded/)
  const work = own.find(({ title }) => title === 'Second-hand Weather')
  expect(bridge.calls.filter(({ method }) => method === 'editWork')).toEqual([])
  expect(bridge.calls.find(({ method }) => method === 'replaceSound')?.input).toEqual({
    id: work?.id,
    file: noticed.file,
  })
})
