import { expect, test, vi } from 'vitest'
import { resumeSelling } from './resumeSelling.ts'

const minute = 60_000

function start(toSellSince: number | null, now: number) {
  const pairings = { toSellSince, setToSell: (since: number | null) => void (pairings.toSellSince = since) }
  const takeOver = vi.fn<() => void>()
  const connect = vi.fn<() => void>()
  let tell: (state: { held: boolean }) => void = () => undefined
  const lease = { takeOver, onChange: (listener: typeof tell) => (tell = listener) }
  resumeSelling({ pairings, lease, connect, now })
  return { pairings, takeOver, connect, tell: (held: boolean) => tell({ held }) }
}

test('a server that was restarted before it could sell goes on with it, and asks for its connection once it does', () => {
  const started = start(minute, 3 * minute)
  expect(started.takeOver).toHaveBeenCalledOnce()
  expect(started.connect).not.toHaveBeenCalled()
  started.tell(true)
  expect(started.connect).toHaveBeenCalledOnce()
  started.tell(false)
  started.tell(true)
  expect(started.connect).toHaveBeenCalledOnce()
  expect(started.pairings.toSellSince).toBeNull()
})

test.each([
  ['long ago', minute, 60 * minute],
  ['at a time that is yet to come, because a clock was wrong', 60 * minute, minute],
])('what was said %s is not gone on with: selling may have been taken back since', (_what, since, now) => {
  const started = start(since, now)
  started.tell(true)
  expect(started.takeOver).not.toHaveBeenCalled()
  expect(started.connect).not.toHaveBeenCalled()
  expect(started.pairings.toSellSince).toBeNull()
})

test('a node that nobody told to sell takes nothing over', () => {
  const started = start(null, minute)
  started.tell(true)
  expect(started.takeOver).not.toHaveBeenCalled()
  expect(started.connect).not.toHaveBeenCalled()
})
