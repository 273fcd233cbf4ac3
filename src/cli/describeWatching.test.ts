import { expect, test } from 'vitest'
import { describeWatching } from './describeWatching.ts'

const view = (watching: readonly number[]) => ({
  settleTimeoutMs: 5 * 24 * 3_600_000,
  towers: [],
  channels: watching.map((count, index) => ({ channel: String(index), watching: count, since: null })),
})

test('it says how many watch, and in how many days to be back where nobody does', () => {
  expect(describeWatching(view([2]))).toEqual(['2 towers watch while you are away.'])
  expect(describeWatching(view([2, 1]))).toEqual(['1 tower watches while you are away.'])
  expect(describeWatching(view([2, 0]))[0]).toMatch(/^Nobody watches while you are away\..* within 5 days/)
  expect(describeWatching(view([]))).toEqual([])
})
