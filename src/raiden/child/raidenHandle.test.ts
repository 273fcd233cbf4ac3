import { BehaviorSubject, NEVER } from 'rxjs'
import { beforeEach, expect, test } from 'vitest'
import { secretHash } from '../../shared/ids.ts'
import { RaidenHandle } from './raidenHandle.ts'

const hash = secretHash.parse(`0x${'a'.repeat(64)}`)
const address = `0x${'1'.repeat(40)}`
const confirmations = 5
const expiration = 1_000
/** The chain: a block each ten seconds, and the block in which the secret was registered. */
let newest: number
let registeredIn: number | null
let handle: RaidenHandle

const timeOf = (block: number) => block * 10

beforeEach(() => {
  registeredIn = null
  const database = {
    busy$: new BehaviorSubject(false),
    allDocs: async () => ({ rows: [] }),
    bulkDocs: async () => [],
  }
  const getSecretRevealBlockTime = async (_hash: string, { blockTag }: { readonly blockTag: number }) => {
    const time = registeredIn !== null && registeredIn <= blockTag ? timeOf(registeredIn) : 0
    return { toNumber: () => time }
  }
  const raiden = {
    provider: {
      send: async () => [],
      getBlockNumber: async () => newest,
      getBlock: async (number: number) => ({ timestamp: timeOf(number) }),
    },
    state: { blockNumber: 0, transfers: {} },
    deps: { db: database, matrix$: NEVER, secretRegistryContract: { getSecretRevealBlockTime } },
  }
  const network = {
    confirmationBlocks: confirmations,
    settleTimeoutSeconds: 1,
    tokenNetwork: address,
    contracts: { SecretRegistry: { address } },
  }
  handle = new RaidenHandle(raiden as never, network as never)
})

test('a registration of a secret counts once blocks have followed it, and none does only once no block can show one', async () => {
  registeredIn = 98
  newest = 102
  expect(await handle.registeredAt(hash, expiration), 'not confirmed').toBeUndefined()
  newest = 103
  expect(await handle.registeredAt(hash, expiration)).toBe(980)
  registeredIn = null
  newest = 104
  expect(
    await handle.registeredAt(hash, expiration),
    'a registration in time may be confirmed yet',
  ).toBeUndefined()
  newest = 105
  expect(await handle.registeredAt(hash, expiration)).toBeNull()
})
