import { expect, test } from 'vitest'
import { describeSpan, leastWatched } from './watching.ts'

test('a span is said in the largest unit of which there are two, and never longer than it is', () => {
  const spans = [1000, 40_000, 600_000, 26 * 3_600_000, 5 * 24 * 3_600_000 + 1].map(describeSpan)
  expect(spans).toEqual(['1 second', '40 seconds', '10 minutes', '26 hours', '5 days'])
})

test('what is said is about the channel that the fewest watch', () => {
  const channel = (name: string, watching: number) => ({ channel: name, watching, since: null })
  expect(leastWatched({ channels: [channel('1', 2), channel('2', 0), channel('3', 1)] })?.channel).toBe('2')
  expect(leastWatched({ channels: [] })).toBeNull()
})
