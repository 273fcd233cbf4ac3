import { expect, test } from 'vitest'
import type { Keychain } from '../vaultLock.ts'

/** What every {@link Keychain} must do, the operating system's and the one tests use. */
export function keychainContract(name: string, create: () => Keychain | Promise<Keychain>): void {
  const dataKey = () => new Uint8Array(32).map((_, index) => index)

  test(`${name} gives back what it wrapped`, async () => {
    const keychain = await create()
    expect(new Uint8Array(await keychain.unwrap(await keychain.wrap(dataKey())))).toEqual(dataKey())
  })

  test(`${name} shows nothing of what it wrapped, and fits into a vault`, async () => {
    const wrapped = Buffer.from(await (await create()).wrap(dataKey()))
    expect(wrapped.includes(Buffer.from(dataKey()).subarray(0, 8))).toBe(false)
    expect(wrapped.byteLength).toBeLessThanOrEqual(4096)
  })

  test(`${name} refuses what it did not wrap`, async () => {
    const keychain = await create()
    await expect(keychain.unwrap(new Uint8Array(60))).rejects.toThrow(Error)
  })

  test(`${name} says that it is real`, async () => {
    expect((await create()).isReal()).toBe(true)
  })
}
