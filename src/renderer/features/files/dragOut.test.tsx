import { act, cleanup, createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { BuskerError } from '../../../shared/errors.ts'
import { uuidOf } from '../../testing/fixtures/seededValues.ts'
import { workByTitle } from '../../testing/fixtures/works.ts'
import { type RenderedApp, renderPage } from '../../testing/renderApp.tsx'
import { useDownloadStore } from './downloadStore.ts'
import { useDraggedOut } from './draggedOut.ts'

afterEach(() => {
  cleanup()
  useDownloadStore.setState({ asked: [], jobs: [] })
  useDraggedOut.setState(useDraggedOut.getInitialState())
})

const salt = workByTitle('Salt')
const callsOf = ({ bridge }: RenderedApp, method: string) =>
  bridge.calls.filter((call) => call.method === method).map(({ input }) => input)

function dragData(types: string[] = []) {
  return { types, setData: (type: string) => void types.push(type), getData: () => '', items: [], files: [] }
}
async function saltRow() {
  const grid = within(await screen.findByRole('grid', { name: 'Your tracks' }))
  const row = grid.getByRole('link', { name: 'Salt' }).closest('tr')
  if (row === null) throw new Error('It is in no row.')
  return row
}
/** @returns whether the page gives the drag to the system */
function dragStart(element: Element): boolean {
  const event = createEvent.dragStart(element, { dataTransfer: dragData() })
  fireEvent(element, event)
  return event.defaultPrevented
}
const dragEnd = (element: Element, clientX: number) =>
  fireEvent(element, new MouseEvent('dragend', { bubbles: true, clientX, clientY: 10 }))

test('a row dragged out of the window is made a file; dragged once more it is handed to the system', async () => {
  const page = renderPage('/library')
  const row = await saltRow()
  expect(dragStart(row)).toBe(false)
  dragEnd(row, -20)
  expect(await screen.findByText('“Salt”: the files are ready. Drag once more.')).toBeDefined()
  expect(callsOf(page, 'app.makeDraggable')).toEqual([{ labels: [salt.label] }])
  expect(dragStart(await saltRow())).toBe(true)
  await waitFor(() => expect(callsOf(page, 'app.dragFiles')).toEqual([{ labels: [salt.label] }]))
})

test('a drag that ends within the window makes no file', async () => {
  const page = renderPage('/library')
  const row = await saltRow()
  dragStart(row)
  dragEnd(row, 40)
  expect(callsOf(page, 'app.makeDraggable')).toEqual([])
})

test('files that are gone again are made anew, and the wait is shown and can be ended', async () => {
  const stopped = Promise.withResolvers<never>()
  useDraggedOut.getState().addReady([salt.label])
  const page = renderPage('/library', {
    handlers: {
      'app.dragFiles': async () => ({ outcome: 'notMade' }),
      async 'app.makeDraggable'(_works, { report }) {
        report({ done: 0, total: 1, title: 'Salt', fraction: 0.5 })
        return stopped.promise
      },
    },
  })
  dragStart(await saltRow())
  const jobs = within(await screen.findByRole('list', { name: 'Downloads' }))
  expect(jobs.getByText('Making files of “Salt”')).toBeDefined()
  dragStart(await saltRow())
  expect(await screen.findByText('Files of “Salt” are still being made.')).toBeDefined()
  expect(callsOf(page, 'app.makeDraggable')).toHaveLength(1)
  fireEvent.click(jobs.getByRole('button', { name: /^Cancel/ }))
  stopped.reject(new BuskerError('EXPORT_CANCELLED', 'Stopped.'))
  await waitFor(() => expect(screen.queryByRole('list', { name: 'Downloads' })).toBeNull())
})

test('what can’t be made is said', async () => {
  renderPage('/library', {
    handlers: {
      async 'app.makeDraggable'() {
        throw new BuskerError('EXPORT_TOO_LARGE_TO_DRAG', 'That is too much to be dragged at once.')
      },
    },
  })
  const row = await saltRow()
  dragStart(row)
  dragEnd(row, -20)
  expect(await screen.findByText('That is too much to be dragged at once.')).toBeDefined()
})

test('works dragged as files are still taken by a playlist, and by nothing as a receipt', async () => {
  useDraggedOut.getState().addReady([salt.label])
  const page = renderPage('/library', {
    handlers: { 'app.dragFiles': () => new Promise(() => {}) },
  })
  dragStart(await saltRow())
  const list = (await screen.findAllByRole('link', { name: 'For the night ferry' }))[0]
  if (list === undefined) throw new Error('It is in the side bar.')
  const files = dragData(['Files'])
  const over = createEvent.dragOver(list, { dataTransfer: files })
  fireEvent(list, over)
  expect(over.defaultPrevented).toBe(true)
  fireEvent.drop(list, { dataTransfer: files })
  await waitFor(() => expect(callsOf(page, 'arrangePlaylist')).toHaveLength(1))
  expect(callsOf(page, 'arrangePlaylist')[0]).toMatchObject({ id: uuidOf('For the night ferry') })
  const item = { kind: 'file', type: '' }
  const overPage = createEvent.dragOver(document.body, {
    dataTransfer: { ...dragData(['Files']), items: [item] },
  })
  fireEvent(document.body, overPage)
  expect(overPage.defaultPrevented).toBe(false)
  const move = (buttons: number) =>
    act(() => void window.dispatchEvent(new MouseEvent('pointermove', { buttons })))
  // Still on its way out.
  move(1)
  const still = createEvent.dragOver(list, { dataTransfer: dragData(['Files']) })
  fireEvent(list, still)
  expect(still.defaultPrevented).toBe(true)
  // Let go: the drag is over, and files are files.
  move(0)
  const next = createEvent.dragOver(list, { dataTransfer: dragData(['Files']) })
  fireEvent(list, next)
  expect(next.defaultPrevented).toBe(false)
})

test('the cover of what one owns is dragged, and of what one does not it is not', async () => {
  const held = workByTitle('The Ferryman’s Daughter')
  useDraggedOut.getState().addReady([held.label])
  const page = renderPage(`/work/${held.label}`)
  const title = await screen.findByRole('heading', { level: 1, name: held.title })
  const cover = title.closest('header')?.querySelector('[draggable="true"]')
  if (!cover) throw new Error('It can be dragged.')
  expect(dragStart(cover)).toBe(true)
  await waitFor(() => expect(callsOf(page, 'app.dragFiles')).toEqual([{ labels: [held.label] }]))
  cleanup()
  renderPage(`/work/${workByTitle('Nocturne for a Closed Café').label}`)
  const other = await screen.findByRole('heading', { level: 1, name: 'Nocturne for a Closed Café' })
  expect(other.closest('header')?.querySelector('[draggable="true"]')).toBeNull()
})
