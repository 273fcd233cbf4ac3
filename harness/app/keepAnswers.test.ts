import type { ElectronApplication } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import { keepAnswers } from './keepAnswers.ts'

const evaluate = vi.fn<() => Promise<string>>()
const app = keepAnswers({ evaluate } as unknown as ElectronApplication)
const collected = new Error('electronApplication.evaluate: Resulting promise was garbage collected.')

test('an evaluation whose answer was collected runs again, and its answer comes', async () => {
  evaluate.mockRejectedValueOnce(collected).mockResolvedValueOnce('answer')
  expect(await app.evaluate(() => 'answer')).toBe('answer')
  expect(evaluate).toHaveBeenCalledTimes(2)
})

test('what fails otherwise has failed', async () => {
  evaluate.mockReset().mockRejectedValue(new Error('Target closed'))
  await expect(app.evaluate(() => 'answer')).rejects.toThrow('Target closed')
  expect(evaluate).toHaveBeenCalledOnce()
})
