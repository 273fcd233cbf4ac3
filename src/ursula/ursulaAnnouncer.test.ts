import { afterEach, expect, test } from 'vitest'
import { MemoryNetwork } from '../ipfs/testing/memoryNetwork.ts'
import { announcedUrsulasProtocol } from '../protocol/announcedUrsulas.ts'
import type { SignedUrsulaAnnouncement } from '../protocol/policy.ts'
import { publicKeyOf } from '../umbral/keys.ts'
import { signUrsulaAnnouncement, signUrsulaRecord, ursulaAddress } from '../umbral/policyRecords.ts'
import { UrsulaAnnouncer } from './ursulaAnnouncer.ts'
import { deriveUrsulaKeys } from './ursulaKeys.ts'

const network = new MemoryNetwork()
let announcer: UrsulaAnnouncer | undefined
afterEach(() => announcer?.stop())

async function signed(peer: string): Promise<SignedUrsulaAnnouncement> {
  const { verifyingSeed, encryptingSeed } = deriveUrsulaKeys(new Uint8Array(32).fill(1))
  const verifyingKey = await publicKeyOf(verifyingSeed)
  const encryptingKey = await publicKeyOf(encryptingSeed)
  const address = ursulaAddress(verifyingKey)
  const body = { v: 1 as const, address, peer, addresses: [], verifyingKey, encryptingKey, operator: 'Bo' }
  const record = await signUrsulaRecord(body, verifyingSeed)
  return signUrsulaAnnouncement({ v: 1, record, issuedAt: 1, until: 2 }, verifyingSeed)
}

test('an Ursula says it at each of her hubs, again and again, and one that is away hears it later', async () => {
  const [own, first, second] = [network.peer(), network.peer(), network.peer()]
  const heard = new Map([first, second].map(({ id }) => [id, 0]))
  for (const hub of [first, second]) {
    await hub.handle(announcedUrsulasProtocol, {
      async announce({ announcement }, { peer }) {
        expect([peer, announcement.body.record.body.operator]).toEqual([own.id, 'Bo'])
        heard.set(hub.id, (heard.get(hub.id) ?? 0) + 1)
        return { until: 2 }
      },
      list: () => Promise.reject(new Error('not asked')),
    })
  }
  await second.stop()
  const failures: string[] = []
  announcer = new UrsulaAnnouncer({
    peer: own,
    hubs: [first.id, second.id],
    announce: () => signed(own.id),
    onFailure: (hub) => failures.push(hub),
    pauseMs: 5,
  })
  await announcer.start()
  await announcer.start()
  await expect.poll(() => heard.get(first.id)).toBeGreaterThan(2)
  expect(new Set(failures)).toEqual(new Set([second.id]))
  await second.start()
  await expect.poll(() => heard.get(second.id)).toBeGreaterThan(1)
  await announcer.stop()
  await announcer.stop()
})
