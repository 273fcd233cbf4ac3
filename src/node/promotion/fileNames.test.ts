import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FileNames } from './fileNames.ts'

test('titles make names that can be read', () => {
  const names = new FileNames()
  expect(names.next('previews', 'Sólrún’s Song, No. 2', 'm4a')).toBe('previews/solrun-s-song-no-2.m4a')
  expect(names.next('previews', '緑の風', 'm4a')).toBe('previews/untitled.m4a')
  expect(names.next('previews', '../../etc/passwd', 'm4a')).toBe('previews/etc-passwd.m4a')
})

test('whatever a title is, its name is one file of the folder, and no two are one', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 10 }), (titles) => {
      const names = new FileNames()
      const made = titles.map((title) => names.next('previews', title, 'm4a'))
      expect(new Set(made).size).toBe(titles.length)
      for (const name of made) expect(name).toMatch(/^previews\/[a-z\d][a-z\d-]{0,45}\.m4a$/)
    }),
  )
})
