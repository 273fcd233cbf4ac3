import { expect, test } from 'vitest'
import { SearchedWords } from './searchedWords.ts'

test('a catalogue has thousands of words, the first of them by far the most often', () => {
  const words = new SearchedWords()
  const counts = new Map<string, number>()
  for (const word of words.phrase(100_000).split(' ')) counts.set(word, (counts.get(word) ?? 0) + 1)
  expect(counts.size).toBeGreaterThan(10_000)
  expect(counts.get('the')).toBeGreaterThan(5_000)
  expect(Math.max(...counts.values())).toBe(counts.get('the'))
})

test('half of the searches have two words, both of one work', () => {
  const words = new SearchedWords()
  const work = { title: 'blue river dance', artistName: 'ada reyes' }
  const queries = Array.from({ length: 1_000 }, () => words.query(work))
  const pairs = queries.filter((query) => query.includes(' '))
  expect(pairs.length).toBeGreaterThan(400)
  expect(pairs.length).toBeLessThan(600)
  const all = `${work.title} ${work.artistName}`.split(' ')
  expect(queries.flatMap((query) => query.split(' ')).every((word) => all.includes(word))).toBe(true)
})

test('every run has the same words', () => {
  expect(new SearchedWords().phrase(50)).toBe(new SearchedWords().phrase(50))
})
