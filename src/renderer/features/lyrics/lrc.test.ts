import { expect, test } from 'vitest'
import { lineAt, parseLrc, wordsOf } from './lrc.ts'

test('lines are read with their times, in order, tags left out', () => {
  const lyrics = '[ti:A song]\n[00:12.50]Second\n[00:01.00][01:02.345]First, and again\n\n[00:20]Third'
  expect(parseLrc(lyrics)).toEqual([
    { seconds: 1, text: 'First, and again' },
    { seconds: 12.5, text: 'Second' },
    { seconds: 20, text: 'Third' },
    { seconds: 62.345, text: 'First, and again' },
  ])
})

test('an offset brings lines forward, and times of words are left out', () => {
  expect(parseLrc('[offset:+500]\n[00:10.00]<00:10.00>One <00:11.00>two')).toEqual([
    { seconds: 9.5, text: 'One two' },
  ])
})

test('plain text has no times', () => {
  expect(parseLrc('A line\n[Chorus]\nAnother')).toBeNull()
})

test('a long line with thousands of times is text, and not shown thousands of times', () => {
  expect(parseLrc('[0:0]'.repeat(3000) + 'a'.repeat(16_000))).toBeNull()
})

test('words are read without their times; what stands in brackets in plain text is part of it', () => {
  expect(wordsOf('[ti:A song]\n[00:12.50]Second\n[00:01.00]First')).toBe('First\nSecond')
  expect(wordsOf('[Chorus]\nA line')).toBe('[Chorus]\nA line')
  expect(wordsOf('[\n'.repeat(16_000))).toHaveLength(32_000)
})

test('a line is sung until the next', () => {
  const lines = parseLrc('[00:01.00]One\n[00:02.00]Two') ?? []
  expect([0.5, 1, 1.99, 2, 90].map((position) => lineAt(lines, position))).toEqual([-1, 0, 0, 1, 1])
})
