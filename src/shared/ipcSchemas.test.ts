import { beforeEach, expect, test, vi } from 'vitest'

beforeEach(() => vi.resetModules())

/** As a process has them that has asked for nothing yet. */
const load = () => import('./ipcSchemas.ts')

test('what is asked before a node is open is there at once', async () => {
  const { eventOf, methodOf } = await load()
  expect(methodOf('app.state')).not.toBeInstanceOf(Promise)
  expect(eventOf('app.changed')).not.toBeInstanceOf(Promise)
})

test('the rest is read with the first question for it, and is there at once after that', async () => {
  const { eventOf, methodOf } = await load()
  const method = methodOf('wallet')
  expect(method).toBeInstanceOf(Promise)
  const { ipcEvents, ipcMethods } = await import('./ipc.ts')
  expect(await method).toBe(ipcMethods.wallet)
  expect(methodOf('library')).toBe(ipcMethods.library)
  expect(eventOf('node.payment')).toBe(ipcEvents['node.payment'])
})
