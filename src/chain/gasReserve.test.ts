import type { PublicClient } from 'viem'
import { expect, test } from 'vitest'
import { GasReserve } from './gasReserve.ts'

const gwei = 10n ** 9n
const reserveAt = (...prices: bigint[]) => {
  const clients = prices.map((price) => ({ getGasPrice: async () => price }) as unknown as PublicClient)
  return new GasReserve({ readAll: (read) => Promise.all(clients.map(read)) }).forChannel()
}

test('what a channel needs follows the price of gas, on a cheap chain and on a dear one', async () => {
  const cheap = await reserveAt(gwei / 100n)
  expect(await reserveAt(100n * gwei)).toBe(cheap * 10_000n)
  expect(cheap).toBeLessThan(10n ** 14n)
  expect(await reserveAt(100n * gwei)).toBeGreaterThan(10n ** 17n)
  expect(await reserveAt(0n)).toBeGreaterThan(0n)
})

test('one endpoint of three that lies about the price changes nothing', async () => {
  const honest = await reserveAt(gwei)
  expect(await reserveAt(gwei, 10n ** 30n, gwei)).toBe(honest)
  expect(await reserveAt(0n, gwei, gwei)).toBe(honest)
})
