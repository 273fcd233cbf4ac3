import { beforeEach, expect, test, vi } from 'vitest'
import { toLabel, workId } from '../../shared/ids.ts'
import type { DesktopNotification } from '../windows/desktopNotification.ts'
import { Notifier } from './notifier.ts'

const label = toLabel('track', workId.parse('1f'.repeat(16)), 1)
const cover = new Uint8Array([1, 2, 3])
const notice = { title: 'Sold: Salt', body: 'For 1.50.', label, onClick: () => undefined }

let shown: DesktopNotification[]
let closed: string[]
let failures: unknown[]
let coverOf: () => Promise<Uint8Array | null>
let notifier: Notifier
beforeEach(() => {
  shown = []
  closed = []
  failures = []
  coverOf = async () => cover
  notifier = new Notifier({
    coverOf: () => coverOf(),
    display(notification) {
      shown.push(notification)
      return () => void closed.push(notification.title)
    },
    onFailure: (error) => failures.push(error),
  })
})
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

test('a notice has the cover of its work', async () => {
  notifier.show(notice)
  await vi.waitFor(() => expect(shown).toHaveLength(1))
  expect(shown[0]).toMatchObject({ title: 'Sold: Salt', body: 'For 1.50.', picture: cover })
})

test('a cover that cannot be had costs the notice nothing but the cover', async () => {
  coverOf = async () => {
    throw new Error('no block')
  }
  notifier.show(notice)
  await vi.waitFor(() => expect(shown).toMatchObject([{ picture: null }]))
  expect(failures).toEqual([new Error('no block')])
})

test('behind the lock nothing stays that was shown, and nothing comes that waited for its cover', async () => {
  notifier.show(notice)
  await vi.waitFor(() => expect(shown).toHaveLength(1))
  const late = Promise.withResolvers<Uint8Array>()
  coverOf = () => late.promise
  notifier.show({ ...notice, title: 'Late' })
  notifier.clear()
  expect(closed).toEqual(['Sold: Salt'])
  late.resolve(cover)
  await settle()
  expect(shown).toHaveLength(1)
  // Open again, it shows what comes then.
  notifier.show({ ...notice, title: 'Next', label: null })
  await vi.waitFor(() => expect(shown).toHaveLength(2))
  expect(shown[1]).toMatchObject({ title: 'Next', picture: null })
})

test('what the person has closed is not taken away again', async () => {
  notifier.show(notice)
  await vi.waitFor(() => expect(shown).toHaveLength(1))
  shown[0]?.onClosed()
  notifier.clear()
  expect(closed).toEqual([])
})

test('however many come, the newest can still be taken away', async () => {
  for (let at = 0; at < 60; at += 1) notifier.show({ ...notice, title: String(at) })
  await vi.waitFor(() => expect(shown).toHaveLength(60))
  notifier.clear()
  expect(closed).toEqual(shown.slice(10).map(({ title }) => title))
})
