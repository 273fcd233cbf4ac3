import { expect, test } from 'vitest'
import { describePhoneAddress } from './listening.ts'

const told = {
  url: `https://192.168.178.120:54321/#${'aZ9_-'.repeat(8)}abc`,
  fingerprint: Array.from({ length: 32 }, () => 'AB').join(':'),
  isPrivate: true,
  expiresAt: Date.UTC(2026, 10, 1),
}

test('what has to be known stands there, and the code fits a terminal of eighty columns', () => {
  const text = describePhoneAddress(told)
  for (const part of [told.url, told.fingerprint, 'somebody in the network listens in', 'Ctrl-C'])
    expect(text).toContain(part)
  const code = text.split('\n').filter((line) => /[█▀▄]/.test(line))
  expect(Math.max(...code.map((line) => line.length))).toBeLessThanOrEqual(80)
})

test('an address that is not private is said to be none', () => {
  expect(describePhoneAddress(told)).toContain('Machines in the same network as 192.168.178.120 reach it.')
  expect(describePhoneAddress({ ...told, isPrivate: false })).toContain('the whole internet may reach it')
})
