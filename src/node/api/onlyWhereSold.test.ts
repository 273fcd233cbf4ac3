import { expect, test, vi } from 'vitest'
import { onlyWhereSold } from './onlyWhereSold.ts'

type Handlers = Parameters<typeof onlyWhereSold>[0]
type Guarded = keyof Handlers

function guard(isElsewhere: boolean) {
  const answer = vi.fn<() => Promise<string>>(async () => 'done')
  const anything = new Proxy({} as Handlers, { get: () => answer })
  return { answer, guarded: onlyWhereSold(anything, { isElsewhere }) }
}

test('while another machine sells nothing of what is sold is changed here', async () => {
  const { answer, guarded } = guard(true)
  const names = Object.keys(guarded) as Guarded[]
  expect(names).toContain('publish')
  expect(names).toContain('setUploadComing')
  for (const name of names) {
    await expect(guarded[name]({} as never, {} as never)).rejects.toMatchObject({
      code: 'HUB_LEASE_ELSEWHERE',
    })
  }
  expect(answer).not.toHaveBeenCalled()
})

test('the machine that sells is in nobody’s way', async () => {
  const { answer, guarded } = guard(false)
  expect(await guarded.reprice({} as never, {} as never)).toBe('done')
  expect(answer).toHaveBeenCalledOnce()
})
