import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nodeFolder } from './nodeFolder.ts'

test('the control socket stands in the data folder', () => {
  expect(nodeFolder('/home/ada/busker').controlSocket).toBe('/home/ada/busker/control.sock')
})

test('a path of any length gives a socket path that every system takes, its own for every folder', () => {
  const deep = fc
    .array(fc.stringMatching(/^[a-z0-9ä]{1,40}$/), { minLength: 1, maxLength: 12 })
    .map((names) => join('/', ...names))
  fc.assert(
    fc.property(deep, deep, (one, other) => {
      const socket = nodeFolder(one).controlSocket
      expect(Buffer.byteLength(socket)).toBeLessThanOrEqual(103)
      expect(socket === nodeFolder(other).controlSocket).toBe(one === other)
    }),
  )
})

test('a relative and an absolute path name the same socket', () => {
  expect(nodeFolder('somewhere').controlSocket).toBe(
    nodeFolder(join(process.cwd(), 'somewhere')).controlSocket,
  )
})
