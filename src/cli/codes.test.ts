import { expect, test, vi } from 'vitest'
import { label, toAddress } from '../shared/ids.ts'
import { codes } from './codes.ts'
import type { Context } from './context.ts'
import { redeem } from './purchasing.ts'

const work = label.parse(`track/${'a'.repeat(32)}/1`)
const id = 'a'.repeat(32)
const open = { code: '7K3M-0QZ8-VT4N-A1XE', endsAt: null, redeemedBy: null, createdAt: 0 }
const gone = { ...open, code: 'C9F2-X6WH-30BD-YJ5R', redeemedBy: toAddress(`0x${'1'.repeat(40)}`) }
const answers: Record<string, unknown> = {
  workCodes: [open, gone],
  makeCodes: [open],
  endCodes: { ended: 1 },
  redeem: { id: '0x12', state: 'requested', money: '' },
}

function start() {
  const ask = vi.fn<(method: string, input: unknown) => Promise<unknown>>(async (method) => answers[method])
  const result = vi.fn<(value: unknown, text: string) => void>()
  const context = { terminal: { result }, node: { ask } } as unknown as Context
  return { ask, said: () => result.mock.calls.map(([, text]) => text).join('\n'), context }
}

test('codes are listed with who has redeemed them', async () => {
  const { context, said } = start()
  await codes(work, {}, context)
  expect(said()).toMatch(/7K3M-0QZ8-VT4N-A1XE[^0-9A-Za-z]+open/)
  expect(said()).toMatch(/C9F2-X6WH-30BD-YJ5R[^0-9A-Za-z]+redeemed by 0x1{40}/)
})

test('codes that are made are a list, each with the link of the work', async () => {
  const { context, ask, said } = start()
  await codes(work, { make: '1', until: '2026-12-24' }, context)
  const until = new Date(2026, 11, 25).getTime()
  expect(ask).toHaveBeenCalledExactlyOnceWith('makeCodes', { id, count: 1, until })
  expect(said()).toBe(`7K3M-0QZ8-VT4N-A1XE\tbusker://work/${work}/code/7K3M-0QZ8-VT4N-A1XE`)
})

test('those that are open are ended, and what is no number or day makes none', async () => {
  const { context, ask, said } = start()
  await codes(work, { end: true }, context)
  expect(said()).toMatch(/^Ended: 1\./)
  ask.mockClear()
  await expect(codes(work, { make: '1001' }, context)).rejects.toMatchObject({ code: 'CLI_NUMBER' })
  await expect(codes(work, { make: '1', until: 'soon' }, context)).rejects.toMatchObject({
    code: 'CODES_END',
  })
  expect(ask).not.toHaveBeenCalled()
})

test('a code is redeemed as it was typed', async () => {
  const { context, ask } = start()
  await redeem(work, '7k3m 0qz8', { wait: false }, context).catch(() => undefined)
  expect(ask).toHaveBeenCalledExactlyOnceWith('redeem', { label: work, code: '7k3m 0qz8', follow: false })
})
