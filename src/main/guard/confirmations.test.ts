import { expect, test } from 'vitest'
import { Confirmations, type Question } from './confirmations.ts'

const question = (message: string): Question => ({ message, detail: '', button: 'Pay' })
const declined = {
  status: 'rejected',
  reason: expect.objectContaining({ code: 'CONFIRMATION_DECLINED' }) as Error,
}

test('one question is asked at a time, and each yes lets one thing through', async () => {
  let open = 0
  const asked: string[] = []
  const confirmations = new Confirmations(async ({ message }) => {
    asked.push(message)
    expect((open += 1)).toBe(1)
    await Promise.resolve()
    open -= 1
    return true
  })
  await Promise.all(['one', 'two', 'three'].map((message) => confirmations.require(question(message))))
  expect(asked).toEqual(['one', 'two', 'three'])
})

test('a no refuses everything that waits, and what is asked later is asked again', async () => {
  const asked: string[] = []
  const confirmations = new Confirmations(async ({ message }) => {
    asked.push(message)
    return message !== 'no'
  })
  const outcomes = await Promise.allSettled(
    ['yes', 'no', 'waits', 'waits'].map((message) => confirmations.require(question(message))),
  )
  expect(outcomes).toEqual([{ status: 'fulfilled', value: undefined }, declined, declined, declined])
  await confirmations.require(question('later'))
  expect(asked).toEqual(['yes', 'no', 'later'])
})
