import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { toAddress } from '../../shared/ids.ts'
import { ChildStore } from './childStore.ts'
import { checkNoBlocksLost } from './chainWatch.ts'
import { Payer } from './payer.ts'

let folder: string
let store: ChildStore
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-raiden-'))
  store = new ChildStore(folder)
})
afterEach(async () => {
  store.close()
  await rm(folder, { recursive: true })
})

/** A Raiden node that has seen block `seen`, on a chain whose newest block is `newest`. */
const nodeOn = (newest: number, seen: number, hash = '0xaa') =>
  ({
    raiden: {
      state: { blockNumber: seen },
      provider: {
        getBlockNumber: async () => newest,
        getBlock: async (number: number) => ({ number, hash }),
      },
    },
  }) as unknown as Parameters<typeof checkNoBlocksLost>[0]

test('a chain that is shorter than what was seen of it is not paid on', async () => {
  await expect(checkNoBlocksLost(nodeOn(4, 5), store, 0)).rejects.toMatchObject({
    code: 'RAIDEN_CHAIN_WENT_BACK',
  })
  await checkNoBlocksLost(nodeOn(5, 5), store, 0)
})

test('a chain that has another final block than was seen is not paid on', async () => {
  store.finalBlock = { number: 3, hash: '0xaa' }
  await checkNoBlocksLost(nodeOn(5, 5), store, 0)
  await expect(checkNoBlocksLost(nodeOn(5, 5, '0xbb'), store, 0)).rejects.toMatchObject({
    code: 'RAIDEN_CHAIN_WENT_BACK',
  })
})

test('nothing is paid in a token that this node has no channels in', async () => {
  const own = toAddress(`0x${'1'.repeat(40)}`)
  const network = { token: own } as unknown as ConstructorParameters<typeof Payer>[2]
  const payer = new Payer(nodeOn(5, 5), store, network, own)
  const intent = { token: toAddress(`0x${'2'.repeat(40)}`) } as unknown as Parameters<Payer['pay']>[0]
  await expect(payer.pay(intent, null)).rejects.toMatchObject({ code: 'RAIDEN_TOKEN_UNKNOWN' })
})
