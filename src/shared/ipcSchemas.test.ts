import { expect, test } from 'vitest'
import { ipcEvents, ipcMethods } from './ipc.ts'
import { eventOf, methodOf } from './ipcSchemas.ts'

test('what is asked before a node is open is there at once', () => {
  expect(methodOf('app.state')).toBe(ipcMethods['app.state'])
  expect(eventOf('app.changed')).toBe(ipcEvents['app.changed'])
})

test('the rest is read with the first question for it, and is there at once after that', async () => {
  const method = methodOf('wallet')
  expect(method).toBeInstanceOf(Promise)
  expect(await method).toBe(ipcMethods.wallet)
  expect(methodOf('library')).toBe(ipcMethods.library)
  expect(eventOf('node.payment')).toBe(ipcEvents['node.payment'])
})
