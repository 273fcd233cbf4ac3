import { expect, test } from 'vitest'
import { terminalQr } from './terminalQr.ts'

test('an invitation with everything in it fits a terminal of eighty columns', () => {
  const widths = terminalQr(`busker://join/${'aZ9_-'.repeat(55)}`)
    .trimEnd()
    .split('\n')
    .map((line) => line.length)
  expect(Math.max(...widths)).toBeLessThanOrEqual(80)
  expect(widths.length).toBeGreaterThan(20)
})
