import { expect, test } from 'vitest'
import { findFiles } from './findFiles.ts'

test('more files than albums have are refused', async () => {
  const paths = Array.from({ length: 5001 }, (_, number) => `/nowhere/${number}.wav`)
  await expect(findFiles(paths)).rejects.toMatchObject({ code: 'UPLOAD_TOO_MANY_FILES' })
  expect(await findFiles(paths.slice(1))).toHaveLength(5000)
})
