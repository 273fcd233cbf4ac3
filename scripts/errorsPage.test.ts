import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { errorsPage } from './errorsPage.ts'

test('docs/errors.md lists the codes of the registry: run `npm run errors`', async () => {
  const text = await readFile(join(import.meta.dirname, '..', 'docs', 'errors.md'), 'utf8')
  expect(text).toBe(errorsPage())
})
