import { asapScheduler, queueScheduler, type SchedulerAction, type Subscription } from 'rxjs'
import { beforeAll, expect, test } from 'vitest'
import { batchRxjsQueue } from './batchRxjsQueue.ts'

beforeAll(batchRxjsQueue)

test('queued actions run in order, after the one that queued them', () => {
  const order: number[] = []
  queueScheduler.schedule(() => {
    for (const n of [1, 2]) {
      queueScheduler.schedule(() => {
        order.push(n)
        queueScheduler.schedule(() => order.push(n + 10))
      })
    }
    order.push(0)
  })
  expect(order).toEqual([0, 1, 2, 11, 12])
})

test('an action cancelled while it waits does not run', () => {
  const ran: string[] = []
  queueScheduler.schedule(() => {
    const cancelled: Subscription = queueScheduler.schedule(() => ran.push('cancelled'))
    queueScheduler.schedule(() => ran.push('kept'))
    cancelled.unsubscribe()
  })
  expect(ran).toEqual(['kept'])
})

test('an action queued while another is cancelled is kept', () => {
  const ran: string[] = []
  queueScheduler.schedule(() => {
    const cancelled = queueScheduler.schedule(() => ran.push('cancelled'))
    cancelled.add(() => queueScheduler.schedule(() => ran.push('from the teardown')))
    cancelled.unsubscribe()
  })
  expect(ran).toEqual(['from the teardown'])
})

test('an action can queue itself again', () => {
  const seen: number[] = []
  queueScheduler.schedule(
    function (this: SchedulerAction<number>, n = 0) {
      seen.push(n)
      if (n < 3) this.schedule(n + 1)
    },
    0,
    0,
  )
  expect(seen).toEqual([0, 1, 2, 3])
})

test('an error cancels the rest, is thrown, and leaves the queue usable', () => {
  const ran: string[] = []
  expect(() =>
    queueScheduler.schedule(() => {
      queueScheduler.schedule(() => {
        throw new Error('broken')
      })
      queueScheduler.schedule(() => ran.push('after'))
    }),
  ).toThrow('broken')
  queueScheduler.schedule(() => ran.push('next'))
  expect(ran).toEqual(['next'])
})

test('an error is thrown as it is, and what it cancelled is closed', () => {
  const broken = new Error('broken')
  const cancelled: Subscription[] = []
  const thrown: unknown[] = []
  try {
    queueScheduler.schedule(() => {
      queueScheduler.schedule(() => {
        throw broken
      })
      cancelled.push(queueScheduler.schedule(() => undefined))
    })
  } catch (error) {
    thrown.push(error)
  }
  expect([thrown, cancelled.map(({ closed }) => closed)]).toEqual([[broken], [true]])
  expect(thrown[0]).toBe(broken)
})

test('an asap action can still be cancelled', async () => {
  const ran: string[] = []
  asapScheduler.schedule(() => ran.push('cancelled')).unsubscribe()
  await new Promise<void>((resolve) => asapScheduler.schedule(() => resolve()))
  expect(ran).toEqual([])
})

// Work that grew with the square of the number would take longer than a test may.
test('a million actions, every second one cancelled, are taken in one go', () => {
  let ran = 0
  queueScheduler.schedule(() => {
    const actions = Array.from({ length: 1_000_000 }, () => queueScheduler.schedule(() => (ran += 1)))
    for (const [index, action] of actions.entries()) if (index % 2 === 0) action.unsubscribe()
  })
  expect(ran).toBe(500_000)
})
