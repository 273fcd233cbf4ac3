import { expect, test } from 'vitest'
import { releaseBytes } from './releaseBytes.ts'

test('bytes that are released are empty, and take no memory', () => {
  const before = process.memoryUsage().arrayBuffers
  const many = Array.from({ length: 64 }, () => new Uint8Array(1_000_000))
  many.forEach(releaseBytes)
  expect(many.map(({ byteLength }) => byteLength)).toEqual(many.map(() => 0))
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_000_000)
})

test('bytes that share their buffer are left as they are', () => {
  const whole = Uint8Array.of(1, 2, 3)
  releaseBytes(whole.subarray(1))
  releaseBytes(new Uint8Array(new SharedArrayBuffer(2)))
  expect(whole).toEqual(Uint8Array.of(1, 2, 3))
})

test('releasing twice changes nothing', () => {
  const bytes = new Uint8Array(10)
  releaseBytes(bytes)
  releaseBytes(bytes)
  expect(bytes.byteLength).toBe(0)
})
