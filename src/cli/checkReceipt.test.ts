import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkReceipt } from './checkReceipt.ts'

test('a receipt in a file that cannot be read is named so', async () => {
  const context = { folder: tmpdir() } as unknown as Parameters<typeof checkReceipt>[1]
  const checked = checkReceipt(join(tmpdir(), 'busker-no-such-receipt'), context)
  await expect(checked).rejects.toMatchObject({ code: 'CLI_FILE' })
})
