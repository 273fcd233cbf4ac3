import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import type { CollectionView } from '../../../shared/api/collection.ts'
import { BuskerError } from '../../../shared/errors.ts'
import { workByTitle } from '../../testing/fixtures/works.ts'
import { type RenderedApp, renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

const shown: CollectionView = {
  isShown: true,
  name: 'Lena',
  isUpToDate: true,
  problem: null,
  works: [
    { work: workByTitle('Salt'), state: 'shown' },
    { work: workByTitle('The Ferryman’s Daughter'), state: 'waiting' },
    { work: workByTitle('Generator Song'), state: 'leftOut' },
  ],
}
const inputsOf = ({ bridge }: RenderedApp, wanted: string) =>
  bridge.calls.filter(({ method }) => method === wanted).map(({ input }) => input)

test('nothing is shown until a person gives a name and says so', async () => {
  const app = renderPage('/settings')
  const section = within(await screen.findByRole('region', { name: 'Show what I own' }))
  const show = section.getByRole<HTMLButtonElement>('button', { name: 'Show it to everybody' })
  expect([section.getByRole('status').textContent, show.disabled]).toEqual(['Nothing is shown.', true])
  await user.type(section.getByRole('textbox', { name: 'Name for it' }), ' Lena ')
  await user.click(show)
  await waitFor(() => expect(inputsOf(app, 'showCollection')).toEqual([{ name: 'Lena' }]))
})

test('what is shown is listed work by work, can be left out, and is taken back with one press', async () => {
  const app = renderPage('/settings', { fixture: { collection: shown } })
  const section = within(await screen.findByRole('region', { name: 'Show what I own' }))
  expect(section.getByRole('status').textContent).toBe('One work is shown.')
  expect(section.getByText('Waits for the artist')).toBeDefined()
  await user.click(section.getByRole('checkbox', { name: 'Show “Salt”' }))
  await user.click(section.getByRole('checkbox', { name: 'Show “Generator Song”' }))
  await user.click(section.getByRole('button', { name: 'Take it back' }))
  await waitFor(() => expect(inputsOf(app, 'withdrawCollection')).toEqual([{}]))
  expect(inputsOf(app, 'leaveOut')).toEqual([
    { label: workByTitle('Salt').label, isLeftOut: true },
    { label: workByTitle('Generator Song').label, isLeftOut: false },
  ])
})

test('where a work could not be left out, that is said', async () => {
  const leaveOut = () => Promise.reject(new BuskerError('INTERNAL_ERROR', 'The disk is full.'))
  renderPage('/settings', { fixture: { collection: shown }, handlers: { leaveOut } })
  const section = within(await screen.findByRole('region', { name: 'Show what I own' }))
  await user.click(section.getByRole('checkbox', { name: 'Show “Salt”' }))
  expect(await screen.findByText('The disk is full.')).toBeDefined()
})

test('as long as the hub has not forgotten it, that is said, with the reason', async () => {
  const problem = {
    code: 'HUB_COLLECTIONS_FULL',
    message: 'The hub has no room for more collections.',
  } as const
  const collection = { ...shown, isShown: false, isUpToDate: false, problem }
  renderPage('/settings', { fixture: { collection } })
  const section = within(await screen.findByRole('region', { name: 'Show what I own' }))
  expect(section.getByRole('status').textContent).toMatch(/has yet to forget it.*no room for more/)
})

test('a work’s page shows what others bought with it, and who says so', async () => {
  const other = workByTitle('Generator Song')
  const alsoBought = { works: [other], names: ['Lena', 'ليلى'] }
  const path = `/work/${workByTitle('Salt').label}`
  renderPage(path, { fixture: { alsoBought } })
  const shelf = within(await screen.findByRole('region', { name: 'Who bought this also bought' }))
  expect(shelf.getByText('ليلى')).toBeDefined()
  await user.click(shelf.getByRole('link', { name: other.title }))
  expect(await screen.findByRole('heading', { level: 1, name: other.title })).toBeDefined()
  cleanup()
  renderPage(path)
  await screen.findByRole('heading', { level: 1, name: 'Salt' })
  expect(screen.queryByRole('region', { name: 'Who bought this also bought' })).toBeNull()
})
