import fc from 'fast-check'
import { expect, test } from 'vitest'
import { address, label } from '../../shared/ids.ts'
import * as order from './queue.ts'
import type { QueueItem, QueueTrack } from './playerState.ts'

const track: QueueTrack = {
  label: label.parse(`track/${'a'.repeat(32)}/1`),
  title: 'A song',
  artistName: 'Somebody',
  artist: address.parse(`0x${'11'.repeat(20)}`),
  releaseTitle: null,
  artwork: null,
  durationMs: 1000,
}
let made = 0
const items = (count: number): QueueItem[] =>
  order.toItems(
    Array.from({ length: count }, () => track),
    () => String((made += 1)),
  )
const keys = ({ queue }: Pick<order.Queue, 'queue'>) => queue.map(({ key }) => key)
const queueOf = (count: number, index: number): order.Queue => ({
  queue: items(count),
  index,
  isShuffled: false,
  repeat: 'off',
})
const random = () => 0.42

test('the next of the last is nothing, or the first when all is repeated', () => {
  const queue = queueOf(3, 2)
  expect(order.nextOf(queue)).toBe(-1)
  expect(order.nextOf({ ...queue, repeat: 'all' })).toBe(0)
  expect(order.following({ ...queue, repeat: 'one' })).toBe(2)
  expect(order.nextOf({ ...queue, index: 1, repeat: 'one' })).toBe(2)
  expect(order.previousOf({ ...queue, index: 0 })).toBe(0)
  expect(order.previousOf({ ...queue, index: 0, repeat: 'all' })).toBe(2)
})

test('what is played next stands behind the current one, also when the shuffling ends', () => {
  const start = queueOf(4, 0)
  const mixed = { ...start, ...order.shuffled(start, random), isShuffled: true }
  const [added] = items(1)
  if (added === undefined) throw new Error('There is one.')
  const after = order.inserted(mixed, [added], 1)
  expect(after.queue[1]?.key).toBe(added.key)
  const back = order.unshuffled(after)
  expect(back.queue[1]?.key).toBe(added.key)
  expect(keys(back).filter((key) => key !== added.key)).toEqual(keys(start))
})

test('a track is inserted into a queue of 200,000', () => {
  const long = queueOf(200_000, 0)
  const after = order.inserted(long, items(1), 1)
  expect(after.queue).toHaveLength(200_001)
  expect(after.queue[2]?.key).toBe(long.queue[1]?.key)
})

test('when the current one is removed, the next takes its place', () => {
  const queue = queueOf(3, 1)
  const [, current, next] = keys(queue)
  expect(order.removed(queue, current ?? '')).toMatchObject({ index: 1, queue: [{}, { key: next }] })
  expect(order.removed({ ...queue, index: 2 }, next ?? '').index).toBe(1)
  expect(order.removed(queueOf(1, 0), 'nobody').index).toBe(0)
})

test('a new queue begins with what was chosen, also when it is shuffled', () => {
  const list = items(5)
  expect(order.replaced(list, 3, false, random)).toEqual({ queue: list, index: 3 })
  const mixed = order.replaced(list, 3, true, random)
  expect(mixed.queue[mixed.index]?.key).toBe(list[3]?.key)
  expect(order.replaced([], 0, false, random).index).toBe(-1)
})

const change = fc.oneof(
  fc.record({ kind: fc.constant('insert' as const), at: fc.nat(9), count: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('remove' as const), at: fc.nat(9) }),
  fc.record({ kind: fc.constant('move' as const), at: fc.nat(9), to: fc.nat(9) }),
  fc.record({ kind: fc.constant('shuffle' as const) }),
)

test('whatever is done to the queue, what plays stays what plays, and nothing is lost or doubled', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.array(change, { maxLength: 12 }), (count, changes) => {
      let queue = queueOf(count, 0)
      const expected = new Set(keys(queue))
      for (const each of changes) {
        const playing = queue.queue[queue.index]?.key
        if (each.kind === 'insert') {
          const added = items(each.count)
          for (const { key } of added) expected.add(key)
          const at = Math.min(each.at, queue.queue.length)
          queue = { ...queue, ...order.inserted(queue, added, at) }
        } else if (each.kind === 'remove') {
          const key = queue.queue[each.at]?.key ?? ''
          if (key === playing) continue
          expected.delete(key)
          queue = { ...queue, ...order.removed(queue, key) }
        } else if (each.kind === 'move') {
          queue = { ...queue, ...order.moved(queue, queue.queue[each.at]?.key ?? '', each.to) }
        } else {
          const mixed = queue.isShuffled ? order.unshuffled(queue) : order.shuffled(queue, random)
          queue = { ...queue, ...mixed, isShuffled: !queue.isShuffled }
        }
        expect(queue.queue[queue.index]?.key).toBe(playing)
        expect(new Set(keys(queue))).toEqual(expected)
        expect(queue.queue).toHaveLength(expected.size)
      }
    }),
  )
})
