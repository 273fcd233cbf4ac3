import { expect, test } from 'vitest'
import { inTurn } from './inTurn.ts'

test('however many are read at once, something else is done between two of them', async () => {
  const done: string[] = []
  const other = setInterval(() => done.push('other'), 0)
  const read = (name: string) =>
    inTurn(() => {
      const until = performance.now() + 5
      while (performance.now() < until) continue
      done.push(name)
    })
  await Promise.all(['one', 'two', 'three'].map(read))
  clearInterval(other)
  const reads = done.flatMap((what, index) => (what === 'other' ? [] : [index]))
  expect(reads.map((index) => done[index])).toEqual(['one', 'two', 'three'])
  for (const index of reads.slice(1)) expect(done[index - 1]).toBe('other')
})

test('what fails is thrown, and the next is read', async () => {
  const failing = inTurn(() => Promise.reject(new Error('damaged')))
  const next = inTurn(() => 'read')
  await expect(failing).rejects.toThrow('damaged')
  expect(await next).toBe('read')
})
