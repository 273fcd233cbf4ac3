import { SecretKey } from '@nucypher/nucypher-core'
import { expect, test } from 'vitest'
import { BuskerError } from '../shared/errors.ts'
import { scoped } from './wasmScope.ts'

test('what the library does not expect is one error, with its reason', async () => {
  const freed = scoped(() => {
    const key = SecretKey.random()
    key.free()
    return key.publicKey().toCompressedBytes()
  })
  await expect(freed).rejects.toMatchObject({
    code: 'UMBRAL_BROKEN',
    message: expect.stringContaining('Restart Busker and try again.') as string,
    cause: expect.any(Error) as Error,
  })
  await expect(scoped(({ keep }) => keep(SecretKey.random()).toBEBytes())).resolves.toHaveLength(32)
})

test('an error that has a code keeps it', async () => {
  const refused = new BuskerError('UMBRAL_MALFORMED', 'No.')
  const refusing = scoped(() => {
    throw refused
  })
  await expect(refusing).rejects.toBe(refused)
})
