import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { BuskerError } from '../../shared/errors.ts'
import { toLabel, workId } from '../../shared/ids.ts'
import { dragHandlers } from './dragHandlers.ts'
import { MousePress } from './mousePress.ts'

const label = toLabel('track', workId.parse('0'.repeat(32)), 1)
const context = { signal: new AbortController().signal, report: () => undefined }

function setUp({ paths, isLocked = () => false }: { paths: string[] | null; isLocked?: () => boolean }) {
  const contents = new EventEmitter()
  const dragged: (readonly string[])[] = []
  const handlers = dragHandlers({
    files: { make: async () => undefined, pathsOf: async () => paths },
    press: new MousePress(contents as never),
    requireOpen() {
      if (isLocked()) throw new BuskerError('NODE_LOCKED', 'Unlock Busker first.')
    },
    format: () => 'flac',
    startDrag: (files) => dragged.push(files),
  })
  const press = (type: string) => contents.emit('input-event', {}, { type })
  const drag = () => handlers['app.dragFiles']({ labels: [label] }, context)
  return { handlers, press, drag, dragged }
}

test('files leave the window while a person holds the mouse, once a press', async () => {
  const { press, drag, dragged } = setUp({ paths: ['/a/Rain.flac'] })
  expect(await drag()).toEqual({ outcome: 'released' })
  press('mouseDown')
  press('mouseMove')
  expect(await drag()).toEqual({ outcome: 'dragged' })
  expect(await drag()).toEqual({ outcome: 'released' })
  press('mouseDown')
  press('mouseUp')
  expect(await drag()).toEqual({ outcome: 'released' })
  expect(dragged).toEqual([['/a/Rain.flac']])
})

test('what is not there yet is said, and nothing is dragged', async () => {
  const { press, drag, dragged } = setUp({ paths: null })
  press('mouseDown')
  expect(await drag()).toEqual({ outcome: 'notMade' })
  expect(dragged).toEqual([])
})

test('behind the lock nothing is made or dragged, also when it locks while files are looked for', async () => {
  let asked = 0
  const { press, drag, dragged } = setUp({ paths: ['/a/Rain.flac'], isLocked: () => (asked += 1) > 1 })
  press('mouseDown')
  await expect(drag()).rejects.toMatchObject({ code: 'NODE_LOCKED' })
  expect(dragged).toEqual([])
  const locked = setUp({ paths: [], isLocked: () => true })
  await expect(locked.handlers['app.makeDraggable']({ labels: [label] }, context)).rejects.toMatchObject({
    code: 'NODE_LOCKED',
  })
})
