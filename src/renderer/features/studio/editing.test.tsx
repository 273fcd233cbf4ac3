import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
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
