import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { playing } from '../../testing/fixtures/playing.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()

afterEach(cleanup)

async function openQueue() {
  const { player } = renderPage('/library', { player: playing })
  await user.click(await screen.findByRole('button', { name: 'Queue' }))
  const list = await screen.findByRole('grid', { name: 'Queue' })
  const titles = () => player.store.getState().queue.map(({ track }) => track.title)
  return { player, list, titles, rows: () => within(list).getAllByRole('row') }
}

test('says which track plays', async () => {
  const { rows } = await openQueue()
  expect(rows().map((row) => row.getAttribute('aria-current'))).toEqual([
    null,
    'true',
    null,
    null,
    null,
    null,
  ])
})

test('is arranged with Alt and the arrows, and says where a track went', async () => {
  const { titles, rows } = await openQueue()
  const [first, second] = titles()
  rows()[0]?.focus()
  await user.keyboard('{Alt>}{ArrowDown}{/Alt}')
  expect(titles().slice(0, 2)).toEqual([second, first])
  expect(screen.getByText(`${first}, now 2 of 6`)).toBeDefined()
})

test('is arranged by dragging a track over another', async () => {
  const { titles, rows } = await openQueue()
  const [first, second, third] = titles()
  // There is no layout here: the rows are given one.
  for (const [index, row] of rows().entries())
    row.getBoundingClientRect = () => new DOMRect(0, index * 48, 320, 48)
  const at = (clientY: number) => ({ isPrimary: true, button: 0, clientX: 100, clientY })
  fireEvent.pointerDown(rows()[0] ?? document, at(24))
  fireEvent.pointerMove(document, at(40))
  fireEvent.pointerMove(document, at(2 * 48 + 24))
  await waitFor(() => expect(rows()[2]?.style.transform).toBe('translate3d(0, -48px, 0)'))
  fireEvent.pointerUp(document, at(2 * 48 + 24))
  await waitFor(() => expect(titles().slice(0, 3)).toEqual([second, third, first]))
  expect(screen.getByText(`${first}, now 3 of 6`)).toBeDefined()
})

test('moves the focus to its ends with Home and End', async () => {
  const { rows } = await openQueue()
  rows()[1]?.focus()
  await user.keyboard('{End}')
  expect(document.activeElement).toBe(rows()[5])
  await user.keyboard('{Home}')
  expect(document.activeElement).toBe(rows()[0])
})

test('loses a track by Delete, and plays another by Enter', async () => {
  const { player, titles, rows } = await openQueue()
  const [, , third] = titles()
  rows()[0]?.focus()
  await user.keyboard('{Delete}')
  await waitFor(() => expect(rows()).toHaveLength(5))
  rows()[1]?.focus()
  await user.keyboard('{Enter}')
  expect(player.store.getState().track?.title).toBe(third)
})

test('is shuffled, repeated and cleared', async () => {
  const { player } = await openQueue()
  const panel = within(screen.getByRole('complementary', { name: 'Queue' }))
  await user.click(panel.getByRole('button', { name: 'Shuffle' }))
  await user.click(panel.getByRole('button', { name: 'Repeat: off' }))
  expect(player.store.getState()).toMatchObject({ isShuffled: true, repeat: 'all' })
  await user.click(panel.getByRole('button', { name: 'Clear' }))
  expect(await screen.findByText('The queue is empty')).toBeDefined()
})
