import { expect, test } from 'vitest'
import { address, catalogueSubject } from '../shared/ids.ts'
import { blockAtHub, describeBlocks } from './moderating.ts'
import { Terminal } from './terminal.ts'

test.each([
  ['nothing to read', ' \u200b '],
  ['more than anybody reads', 'x'.repeat(301)],
])('a reason of %s is refused before the hub is asked', async (_, reason) => {
  const asked = blockAtHub('/nowhere', address.parse(`0x${'1'.repeat(40)}`), reason, new Terminal(true))
  await expect(asked).rejects.toMatchObject({ code: 'CLI_REASON' })
})

test('what is hidden is listed with its reason', () => {
  expect(describeBlocks([])).toBe('Nothing is left out.')
  const subject = catalogueSubject.parse(`0x${'1'.repeat(40)}`)
  expect(describeBlocks([{ subject, reason: 'Spam', time: 0 }])).toContain('Spam')
})
