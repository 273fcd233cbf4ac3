import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { longLibrary } from '../../testing/fixtures/longLibrary.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const rowHeight = 44
const user = userEvent.setup()
afterEach(cleanup)

async function openLibrary(count: number) {
  const { player } = renderPage('/library', { fixture: { library: longLibrary(count) } })
  const table = await screen.findByRole('grid', { name: 'Your tracks' }, { timeout: 30_000 })
  const row = (name: string) => table.querySelector<HTMLElement>(`tr:has([title="${name}"])`)
  const chosen = () => [...table.querySelectorAll('[aria-selected="true"]')]
  const mounted = () => table.querySelectorAll('tr').length
  return { table, row, chosen, mounted, player }
}

test('mounts under a hundred of 100,000 rows, reaches the last and chooses a range', async () => {
  const { table, row, chosen, mounted } = await openLibrary(100_000)
  expect(mounted()).toBeLessThan(100)
  expect(table.getAttribute('aria-rowcount')).toBe('100001')
  expect(screen.getByRole('button', { name: 'Tracks 100,000' })).toBeDefined()
  expect(row('Track 1')?.getAttribute('aria-rowindex')).toBe('2')

  row('Track 1')?.focus()
  await user.keyboard('{End}')
  expect(document.activeElement).toBe(row('Track 100000'))
  expect(row('Track 100000')?.getAttribute('aria-rowindex')).toBe('100001')
  await user.keyboard('{Shift>}{Home}{/Shift}')
  expect(document.activeElement).toBe(row('Track 1'))
  expect(screen.getByText('100,000 chosen')).toBeDefined()

  await user.keyboard('{ArrowDown}{Shift>}{ArrowDown}{ArrowDown}{/Shift}')
  expect(chosen().map((one) => one.getAttribute('aria-rowindex'))).toEqual(['3', '4', '5'])
  expect(mounted()).toBeLessThan(100)
})

test('moves by what is in sight with PageDown and PageUp', async () => {
  const { row } = await openLibrary(1000)
  Object.defineProperty(screen.getByRole('main'), 'clientHeight', { value: 11 * rowHeight })
  row('Track 1')?.focus()
  await user.keyboard('{PageDown}{PageDown}')
  expect(document.activeElement).toBe(row('Track 21'))
  await user.keyboard('{PageUp}')
  expect(document.activeElement).toBe(row('Track 11'))
})

test('mounts what is scrolled to, and keeps the row with the focus', async () => {
  const { table, row, mounted } = await openLibrary(1000)
  const page = screen.getByRole('main')
  const [, body] = table.children
  if (body === undefined) throw new Error('The table has no body.')
  // There is no layout here: the rows have to be told that they move.
  body.getBoundingClientRect = () => new DOMRect(0, -page.scrollTop, 800, 1000 * rowHeight)
  row('Track 1')?.focus()
  await user.keyboard('{ArrowDown}')
  page.scrollTop = 500 * rowHeight
  fireEvent.scroll(page)
  expect(row('Track 501')).not.toBeNull()
  expect(row('Track 100')).toBeNull()
  expect(document.activeElement).toBe(row('Track 2'))
  expect(mounted()).toBeLessThan(100)
})

test('draws no cover of rows that pass by too fast to be seen, and all of them once they rest', async () => {
  const { table, row } = await openLibrary(1000)
  const page = screen.getByRole('main')
  const [, body] = table.children
  if (body === undefined) throw new Error('The table has no body.')
  body.getBoundingClientRect = () => new DOMRect(0, -page.scrollTop, 800, 1000 * rowHeight)
  const scrollTo = (index: number) => {
    page.scrollTop = index * rowHeight
    fireEvent.scroll(page)
  }
  const cover = (name: string) => row(name)?.querySelector('td:first-child svg[viewBox="0 0 120 120"]')
  expect(cover('Track 1')).not.toBeNull()
  scrollTo(100)
  scrollTo(500)
  expect(row('Track 501')).not.toBeNull()
  expect(cover('Track 501')).toBeNull()
  await waitFor(() => expect(cover('Track 501')).not.toBeNull())
  // A row at a time is seen.
  scrollTo(501)
  scrollTo(502)
  expect(cover('Track 530')).not.toBeNull()
})

test('leaves the height of the rows that are not mounted', async () => {
  const { table } = await openLibrary(1000)
  const heightOf = (one: HTMLElement) =>
    one.hasAttribute('data-index') ? rowHeight : Number.parseFloat(one.style.height)
  const rows = [...table.querySelectorAll<HTMLElement>('tbody > tr')]
  expect(rows.reduce((sum, one) => sum + heightOf(one), 0)).toBe(1000 * rowHeight)
})

const titles = (table: HTMLElement) =>
  [...table.querySelectorAll('tbody [title^="Track "]')].map((one) => one.getAttribute('title'))

test('chooses all of 100,000 with Ctrl+A, queues them from the menu of one, and finds one by its name', async () => {
  const { row, mounted } = await openLibrary(100_000)
  row('Track 1')?.focus()
  await user.keyboard('{Control>}a{/Control}')
  expect(screen.getByText('100,000 chosen')).toBeDefined()
  const fifth = row('Track 5')
  if (fifth === null) throw new Error('The fifth row is not there.')
  fireEvent.contextMenu(fifth)
  await user.click(await screen.findByRole('menuitem', { name: 'Add to the queue' }))
  expect(await screen.findByText('100,000 tracks are queued.')).toBeDefined()

  row('Track 1')?.focus()
  await user.keyboard('track 77777')
  expect(document.activeElement).toBe(row('Track 77777'))
  expect(row('Track 77777')?.getAttribute('aria-rowindex')).toBe('77778')
  expect(mounted()).toBeLessThan(100)
})

test('sorts 100,000 by a column, turns them round, and filters them at each letter', async () => {
  const { table } = await openLibrary(100_000)
  const header = (name: string) => screen.getByRole('columnheader', { name }).getAttribute('aria-sort')
  const press = (name: string) => user.click(screen.getByRole('button', { name }))
  expect(header('Bought')).toBe('descending')
  await press('Bought')
  expect([titles(table)[0], header('Bought')]).toEqual(['Track 100000', 'ascending'])
  await press('Title')
  expect(titles(table).slice(0, 3)).toEqual(['Track 1', 'Track 10', 'Track 100'])
  await press('Title')
  expect([titles(table)[0], header('Title')]).toEqual(['Track 99999', 'descending'])
  await user.type(screen.getByRole('searchbox', { name: 'Find in your library' }), '77777')
  expect(titles(table)).toEqual(['Track 77777'])
  expect(table.getAttribute('aria-rowcount')).toBe('2')
})

test('a letter that is a command stays one; with Shift it begins a name, and goes on as one', async () => {
  const { row, player } = await openLibrary(300)
  row('Track 1')?.focus()
  await user.keyboard('s')
  expect(player.store.getState().isShuffled).toBe(true)
  expect(document.activeElement).toBe(row('Track 1'))
  await user.keyboard('{Shift>}S{/Shift}')
  expect(player.store.getState().isShuffled).toBe(true)
  await user.keyboard('s')
  expect(player.store.getState().isShuffled).toBe(true)
})
