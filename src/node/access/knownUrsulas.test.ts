import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Peer } from '../../ipfs/peer.ts'
import type { SignedUrsulaRecord } from '../../protocol/policy.ts'
import { ursulaProtocol } from '../../protocol/ursula.ts'
import { peerIdText } from '../../shared/ids.ts'
import { publicKeyOf } from '../../umbral/keys.ts'
import { signUrsulaRecord, ursulaAddress } from '../../umbral/policyRecords.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { KnownUrsulas, type KnownUrsulasOptions } from './knownUrsulas.ts'

const minuteMs = 60_000
const peerOf = (n: number) => peerIdText.parse(`12D3KooW${String(n).repeat(44)}`)
async function recordOf(n: number, operator = `operator ${n}`): Promise<SignedUrsulaRecord> {
  const seed = new Uint8Array(32).fill(n)
  const verifyingKey = await publicKeyOf(seed)
  const body = { v: 1 as const, address: ursulaAddress(verifyingKey), peer: peerOf(n), addresses: [] }
  return signUrsulaRecord({ ...body, verifyingKey, encryptingKey: verifyingKey, operator }, seed)
}
const [one, two, three] = [await recordOf(1), await recordOf(2), await recordOf(3)]
const forged = { ...three, body: { ...three.body, operator: 'somebody else' } }

let store: Store
let now: number
const connect = vi.fn<Peer['connect']>()
const call = vi.fn<(...given: unknown[]) => Promise<SignedUrsulaRecord>>()
const onFailure = vi.fn<(error: unknown) => void>()

beforeEach(() => {
  store = openStore(':memory:')
  now = 1_000_000_000
  connect.mockReset().mockResolvedValue(peerOf(1))
  call.mockReset().mockImplementation(async (to) => (to === peerOf(1) ? one : two))
  onFailure.mockReset()
  return () => store.close()
})

const known = (options: Partial<KnownUrsulasOptions> = {}) =>
  new KnownUrsulas({
    store,
    peer: { connect, call } as unknown as KnownUrsulasOptions['peer'],
    profile: [],
    now: () => now,
    onFailure,
    ...options,
  })
const named = (n: number, addresses: string[] = []) => ({ name: `ursula ${n}`, peerId: peerOf(n), addresses })
const operatorsOf = (records: readonly SignedUrsulaRecord[]) =>
  records.map(({ body }) => body.operator).toSorted((a, b) => (a < b ? -1 : 1))

describe('what is known', () => {
  test('is kept over a restart, the newest record of each', async () => {
    await known().add(one)
    await known().add(await recordOf(1, 'renamed'))
    await known().add(two)
    expect(operatorsOf(await known().find(0))).toEqual(['operator 2', 'renamed'])
  })

  test('is what Ursulas have signed themselves', async () => {
    await expect(known().add(forged)).rejects.toMatchObject({ code: 'POLICY_FORGED' })
    expect(await known().find(0)).toEqual([])
  })

  test('is given in random order, those first that were seen within the hour', async () => {
    const ursulas = known()
    await ursulas.add(three)
    now += 1
    await ursulas.add(one)
    await ursulas.add(two)
    now += 60 * minuteMs - 1
    const orders = new Set<string>()
    for (let time = 0; time < 40; time += 1) {
      const found = await ursulas.find(0)
      expect(found.at(-1)?.body.operator).toBe('operator 3')
      orders.add(found.map(({ body }) => body.operator).join())
    }
    expect(orders.size).toBe(2)
  })
})

describe('asking', () => {
  test('dials the Ursulas of the profile where it says they are, and asks them who they are', async () => {
    const ursulas = known({ profile: [named(1, ['/memory/1']), named(2)] })
    await ursulas.refresh()
    expect(operatorsOf(await ursulas.find(2))).toEqual(['operator 1', 'operator 2'])
    expect(connect.mock.calls).toEqual([[['/memory/1']]])
    expect(call.mock.calls).toEqual([
      [peerOf(2), ursulaProtocol, 'announce', {}, {}],
      [peerOf(1), ursulaProtocol, 'announce', {}, {}],
    ])
  })

  test('takes those that a hub knows, too; a forged one keeps nobody else out', async () => {
    const ursulas = known({ askHub: async () => [forged, one] })
    await ursulas.refresh()
    expect(operatorsOf(await ursulas.find(0))).toEqual(['operator 1'])
    expect(onFailure.mock.calls).toEqual([[expect.objectContaining({ code: 'POLICY_FORGED' })]])
  })

  test('names whoever does not answer, or presents itself as another', async () => {
    const away = new Error('away')
    connect.mockRejectedValueOnce(away)
    call.mockResolvedValue(one)
    const ursulas = known({ profile: [named(1, ['/memory/1']), named(2)] })
    await ursulas.refresh()
    expect(await ursulas.find(0)).toEqual([])
    expect(onFailure).toHaveBeenCalledTimes(2)
    expect(onFailure).toHaveBeenCalledWith(away)
    expect(onFailure).toHaveBeenCalledWith(expect.objectContaining({ code: 'POLICY_FORGED' }))
  })

  test('is done once at a time', async () => {
    const ursulas = known({ profile: [named(1)] })
    await Promise.all([ursulas.refresh(), ursulas.refresh()])
    expect(call).toHaveBeenCalledOnce()
    await ursulas.refresh()
    expect(call).toHaveBeenCalledTimes(2)
  })

  test('is waited for where too few are known', async () => {
    const ursulas = known({ profile: [named(1)] })
    expect(await ursulas.find(1)).toHaveLength(1)
    expect(call).toHaveBeenCalledOnce()
    expect(await ursulas.find(2)).toHaveLength(1)
    expect(call).toHaveBeenCalledTimes(2)
  })

  test('is not waited for where enough are known, and happens again after ten minutes', async () => {
    const ursulas = known({ profile: [named(1)] })
    await ursulas.add(two)
    expect(operatorsOf(await ursulas.find(1))).toEqual(['operator 2'])
    await expect.poll(async () => operatorsOf(await ursulas.find(1))).toEqual(['operator 1', 'operator 2'])
    expect(call).toHaveBeenCalledOnce()
    now += 10 * minuteMs
    await ursulas.find(1)
    expect(call).toHaveBeenCalledOnce()
    now += 1
    await ursulas.find(1)
    expect(call).toHaveBeenCalledTimes(2)
  })
})
