import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withLayersChapter } from './architecture.ts'

test('ARCHITECTURE.md draws the layers of the table: run `npm run layers`', async () => {
  const text = await readFile(join(import.meta.dirname, '..', 'ARCHITECTURE.md'), 'utf8')
  expect(text).toBe(withLayersChapter(text))
})

test('the marks in ARCHITECTURE.md cannot be lost unnoticed', () => {
  expect(() => withLayersChapter('# Architecture')).toThrow('marks')
})
