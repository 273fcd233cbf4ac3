import { expect, test } from 'vitest'
import { address, label } from '../../shared/ids.ts'
import { codesCsv } from './codesCsv.ts'

const work = label.parse(`track/${'1f'.repeat(16)}/1`)

test('every code has its link, its end and who redeemed it', () => {
  const redeemedBy = address.parse(`0x${'ab'.repeat(20)}`)
  const csv = codesCsv(work, [
    { code: '7K3M-0QZ8-VT4N-A1XE', endsAt: Date.UTC(2026, 11, 25), redeemedBy: null, createdAt: 1 },
    { code: '0000-0000-0000-0001', endsAt: null, redeemedBy, createdAt: 1 },
  ])
  expect(csv.trim().split('\r\n')).toEqual([
    'code,link,until,redeemed by',
    `7K3M-0QZ8-VT4N-A1XE,busker://work/${work}/code/7K3M-0QZ8-VT4N-A1XE,2026-12-25T00:00:00.000Z,`,
    `0000-0000-0000-0001,busker://work/${work}/code/0000-0000-0000-0001,,${redeemedBy}`,
  ])
})
