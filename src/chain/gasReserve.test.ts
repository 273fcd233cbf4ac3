import type { PublicClient } from 'viem'
import { expect, test } from 'vitest'
import { localChainId } from '../shared/networkProfile.ts'
import { GasReserve } from './gasReserve.ts'

const gwei = 10n ** 9n

interface Fees {
  readonly base: bigint | null
  readonly tip?: bigint
  /** Where there is no base fee. */
  readonly price?: bigint
  /** Gas for a transaction's data. */
  readonly data?: bigint
}

function clientAt({ base, tip = 0n, price = 0n, data = 0n }: Fees): PublicClient {
  return {
    getBlock: async () => ({ baseFeePerGas: base }),
    estimateMaxPriorityFeePerGas: async () => tip,
    getGasPrice: async () => price,
    readContract: async () => [data, 0n, 0n],
  } as unknown as PublicClient
}

function reserveAt(all: readonly Fees[], chainId = localChainId): GasReserve {
  const clients = all.map(clientAt)
  return new GasReserve({ chainId, readAll: (read) => Promise.all(clients.map(read)) })
}
const forChannelAt = (...bases: bigint[]) => reserveAt(bases.map((base) => ({ base }))).forChannel()

test('what a channel needs follows the price of gas, on a cheap chain and on a dear one', async () => {
  const cheap = await forChannelAt(gwei / 100n)
  expect(await forChannelAt(100n * gwei)).toBe(cheap * 10_000n)
  expect(cheap).toBeLessThan(10n ** 14n)
  expect(await forChannelAt(100n * gwei)).toBeGreaterThan(10n ** 17n)
  expect(await forChannelAt(0n)).toBeGreaterThan(0n)
})

test('the price is base fee and tip, and what the chain says where it has no base fee', async () => {
  const expected = await forChannelAt(3n * gwei)
  expect(await reserveAt([{ base: 2n * gwei, tip: gwei }]).forChannel()).toBe(expected)
  expect(await reserveAt([{ base: null, price: 3n * gwei }]).forChannel()).toBe(expected)
})

test('one endpoint of three that lies about the price changes nothing', async () => {
  const honest = await forChannelAt(gwei)
  expect(await forChannelAt(gwei, 10n ** 30n, gwei)).toBe(honest)
  expect(await forChannelAt(0n, gwei, gwei)).toBe(honest)
})

test('a step costs what its transactions take, and less than a channel’s whole life', async () => {
  const { steps, channel } = await reserveAt([{ base: gwei }]).costs()
  expect(steps.withdraw).toBe((140_000n * gwei * 125n) / 100n)
  expect(steps.deposit).toBe((180_000n * gwei * 125n) / 100n)
  expect(steps.close).toBe((300_000n * gwei * 125n) / 100n)
  expect(steps.close).toBeLessThan(channel)
})

test('the chain is asked once for all that is done on it', async () => {
  let asked = 0
  const endpoints = {
    chainId: localChainId,
    async readAll<T>(read: (client: PublicClient) => Promise<T>): Promise<T[]> {
      asked += 1
      return [await read(clientAt({ base: gwei }))]
    },
  }
  await new GasReserve(endpoints).costs()
  expect(asked).toBe(1)
})

test('a chain that writes its data into another is paid for that too', async () => {
  const fees = [{ base: gwei, data: 100_000n }]
  const { steps } = await reserveAt(fees, 42_161).costs()
  expect(steps.withdraw).toBe((240_000n * gwei * 125n) / 100n)
  expect((await reserveAt(fees).costs()).steps.withdraw).toBe((140_000n * gwei * 125n) / 100n)
})
