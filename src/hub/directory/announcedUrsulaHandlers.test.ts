import { expect, test } from 'vitest'
import type { SignedUrsulaAnnouncement } from '../../protocol/policy.ts'
import { BuskerError } from '../../shared/errors.ts'
import { peerIdText } from '../../shared/ids.ts'
import { createAnnouncedUrsulaHandlers } from './announcedUrsulaHandlers.ts'

const peerOf = (letter: string) => peerIdText.parse(`12D3KooW${letter.repeat(44)}`)
const announcement = {} as SignedUrsulaAnnouncement

test('who announces or asks without end waits, from many peers at one address too; others do not', async () => {
  let checked = 0
  const announce = async () => (checked += 1)
  const handlers = createAnnouncedUrsulaHandlers({ announce, list: async () => [] }, () => 0)
  const flood = Array.from({ length: 80 }, (_, at) => {
    const caller = { peer: peerOf('abcdefgh'.charAt(at % 8)), address: '203.0.113.7' }
    return handlers.announce({ announcement }, caller)
  })
  const refused = (await Promise.allSettled(flood)).filter(({ status }) => status === 'rejected')
  expect([checked, refused.length]).toEqual([12, 68])
  expect(refused[0]).toMatchObject({ reason: { code: 'HUB_RATE_LIMIT' } })
  await handlers.announce({ announcement }, { peer: peerOf('i'), address: '198.51.100.1' })
  const ask = () => handlers.list({}, { peer: peerOf('a'), address: '203.0.113.7' })
  const asked = await Promise.allSettled(Array.from({ length: 30 }, ask))
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(20)
})

test('what is wrong with the database is said to nobody who asks', async () => {
  const fail = () => Promise.reject(new BuskerError('DATABASE_UNREACHABLE', 'postgresql://busker:secret@db'))
  const handlers = createAnnouncedUrsulaHandlers({ announce: fail, list: fail })
  const caller = { peer: peerOf('a'), address: '203.0.113.7' }
  for (const answer of [handlers.list({}, caller), handlers.announce({ announcement }, caller)]) {
    await expect(answer).rejects.toMatchObject({
      code: 'HUB_PART_SILENT',
      message: expect.not.stringContaining('secret') as string,
    })
  }
})
