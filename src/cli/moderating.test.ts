import { expect, test } from 'vitest'
import { address, catalogueSubject } from '../shared/ids.ts'
import { blockAtHub, describeBlocks, describeReports } from './moderating.ts'
import { Terminal } from './terminal.ts'

test.each([
  ['nothing to read', ' \u200b '],
  ['more than anybody reads', 'x'.repeat(301)],
])('a reason of %s is refused before the hub is asked', async (_, reason) => {
  const asked = blockAtHub('/nowhere', address.parse(`0x${'1'.repeat(40)}`), reason, new Terminal(true))
  await expect(asked).rejects.toMatchObject({ code: 'CLI_REASON' })
})

test('what is reported is listed with what the newest say, in quotation marks', () => {
  expect(describeReports([], './hub')).toBe('Nothing is reported.')
  const subject = catalogueSubject.parse(`0x${'1'.repeat(40)}`)
  const account = address.parse(`0x${'2'.repeat(40)}`)
  const newest = [
    { account, reason: 'spam' as const, text: 'Buy “this” at evil.example', at: 0, isMember: false },
  ]
  const text = describeReports([{ subject, reports: 3, members: 1, newest }], './hub')
  expect(text).toContain(`${subject}: 3 reports, 1 of accounts with a channel`)
  expect(text).toContain('“Buy ’this’ at evil.example”')
  expect(text).toContain('(no channel)')
  expect(text).toContain('and 2 more')
})

test('what is hidden is listed with its reason', () => {
  expect(describeBlocks([])).toBe('Nothing is left out.')
  const subject = catalogueSubject.parse(`0x${'1'.repeat(40)}`)
  expect(describeBlocks([{ subject, reason: 'Spam', time: 0 }])).toContain('Spam')
})
