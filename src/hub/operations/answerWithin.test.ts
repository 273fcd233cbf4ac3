import { expect, test } from 'vitest'
import { answerWithin } from './answerWithin.ts'

test('a part that hangs is waited for no longer than it may take', async () => {
  await expect(answerWithin('Raiden', new Promise(() => undefined), 10)).rejects.toMatchObject({
    code: 'HUB_PART_SILENT',
    message: expect.stringMatching(/^Raiden has not answered for 0\.01 s\.$/),
  })
})

test('what a part answers or refuses in time is what there is', async () => {
  expect(await answerWithin('Raiden', Promise.resolve(5))).toBe(5)
  await expect(answerWithin('Raiden', Promise.reject(new Error('no')))).rejects.toThrow('no')
})
