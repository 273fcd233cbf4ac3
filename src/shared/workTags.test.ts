import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  fittingTags,
  joinTags,
  readTags,
  splitTags,
  tagMaxLength,
  tagsMaxCount,
  workTags,
} from './workTags.ts'

test.each([
  ['lo-fi, #Lisbon ,  field recording', ['lo-fi', 'Lisbon', 'field recording']],
  ['هادئ، بيروت', ['هادئ', 'بيروت']],
  ['夜、雨，海', ['夜', '雨', '海']],
  ['Folk, sea, folk, FOLK', ['Folk', 'sea']],
  ['a\u0000b\u202E, \u200B', ['ab']],
  [' , ', []],
])('“%s” names the tags %j', (text, tags) => {
  expect(readTags(text)).toEqual(tags)
})

test('too many tags, and one that is too long, are refused', () => {
  const many = Array.from({ length: tagsMaxCount }, (_, index) => `tag ${index}`)
  expect(readTags(joinTags(many))).toEqual(many)
  expect(readTags(joinTags([...many, 'one more']))).toBeUndefined()
  expect(readTags('a'.repeat(tagMaxLength))).toHaveLength(1)
  expect(readTags('a'.repeat(tagMaxLength + 1))).toBeUndefined()
})

test('of a file’s texts those are kept that can be tags', () => {
  const texts = ['Slowcore', 'a, b', '\u0007', 'x'.repeat(500), 'slowcore', 'Lisbon']
  expect(fittingTags(texts)).toEqual(['Slowcore', 'Lisbon'])
  expect(fittingTags(Array.from({ length: 50 }, (_, index) => `t${index}`))).toHaveLength(tagsMaxCount)
})

test('whatever is written, what is split of it is split so again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
      const tags = splitTags(text)
      expect(splitTags(joinTags(tags))).toEqual(tags)
      expect(readTags(text) !== undefined).toBe(workTags.safeParse(tags).success)
    }),
  )
})
