import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ErrorCode } from '../../../shared/errors.ts'
import { snapshot, type SignedSnapshot, snapshotMaxBytes } from '../../../protocol/hub.ts'
import { sign } from '../../../protocol/signed.ts'
import { ChannelPartners } from '../../channelPartners.ts'
import { openHubStore, type HubStore } from '../../openHubStore.ts'
import { createTestUser, type TestUser } from '../../testing/testUser.ts'
import { createSnapshotHandlers } from '../snapshotHandlers.ts'
import { defaultSnapshotLimits, Snapshots } from '../snapshots.ts'
import type { SnapshotStore } from '../snapshotStore.ts'

export interface SnapshotStoreUnderTest {
  /** An empty one. @param own the hub's own file */
  readonly open: (own: HubStore) => Promise<SnapshotStore>
  /** The same, as another process finds it. */
  readonly reopen: () => Promise<SnapshotStore>
}

/** What snapshots must do, wherever they are kept. */
export function snapshotContract(name: string, { open, reopen }: SnapshotStoreUnderTest): void {
  describe(`snapshots in ${name}`, async () => {
    const anna = await createTestUser()
    const bert = await createTestUser()
    let own: HubStore
    let kept: SnapshotStore
    let partners: ChannelPartners
    let snapshots: Snapshots

    beforeEach(async () => {
      own = openHubStore(':memory:')
      kept = await open(own)
      partners = new ChannelPartners(own)
      snapshots = new Snapshots(kept, partners)
    })
    afterEach(() => void own.close())

    const make = (number: number, text = 'sealed', by: TestUser = anna): Promise<SignedSnapshot> => {
      const sealed = new TextEncoder().encode(text)
      return sign(
        'snapshot',
        snapshot,
        { v: 1, account: anna.address, number, time: number, sealed },
        by.account,
      )
    }
    const refused = (code: ErrorCode) => expect.objectContaining({ code })

    test('the newest snapshot is kept, and the one before it, over a restart', async () => {
      const [first, second, third] = await Promise.all([make(1), make(5), make(9)])
      for (const one of [first, second, third]) await snapshots.keep(one)
      const restarted = new Snapshots(await reopen(), partners)
      expect(await restarted.newest(anna.address)).toEqual(third)
      expect(await restarted.newest(anna.address, 9)).toEqual(second)
      expect(await restarted.newest(anna.address, 5)).toBeNull()
      expect(await restarted.newest(bert.address)).toBeNull()
    })

    test('an older snapshot is refused, and so is another one with the newest number', async () => {
      const newest = await make(5)
      await snapshots.keep(newest)
      await snapshots.keep(newest)
      for (const other of [await make(4), await make(5, 'something else')]) {
        await expect(snapshots.keep(other)).rejects.toThrow(refused('HUB_SNAPSHOT_OLDER'))
      }
      expect(await snapshots.newest(anna.address)).toEqual(newest)
    })

    test('a full hub refuses and keeps what it has; a newer one in the place of an older always fits', async () => {
      const size = 2000
      const full = new Snapshots(kept, partners, {
        ...defaultSnapshotLimits,
        totalBytes: 3 * size,
      })
      const fill = (number: number) => make(number, 'x'.repeat(size - 250))
      await full.keep(await fill(1))
      await full.keep(await fill(2))
      await full.keep(await fill(3))
      const large = await make(4, 'x'.repeat(3 * size))
      await expect(full.keep(large)).rejects.toThrow(refused('HUB_SNAPSHOTS_FULL'))
      expect((await full.newest(anna.address))?.body.number).toBe(3)
      expect((await full.newest(anna.address, 3))?.body.number).toBe(2)
    })

    test('accounts without a channel share a small room; a member has room all the same', async () => {
      const small = new Snapshots(kept, partners, { ...defaultSnapshotLimits, nonPartnerBytes: 100 })
      const one = await make(1)
      await expect(small.keep(one)).rejects.toThrow(refused('HUB_SNAPSHOTS_FULL'))
      partners.add([anna.address])
      await small.keep(one)
      expect(await small.newest(anna.address)).toEqual(one)
    })

    test('a snapshot of the largest size is kept whole, for somebody with a channel', async () => {
      const sealed = new Uint8Array(snapshotMaxBytes).fill(7)
      const body = { v: 1 as const, account: anna.address, number: 1, time: 1, sealed }
      const largest = await sign('snapshot', snapshot, body, anna.account)
      await expect(snapshots.keep(largest)).rejects.toThrow(refused('HUB_SNAPSHOTS_FULL'))
      partners.add([anna.address])
      await snapshots.keep(largest)
      expect((await snapshots.newest(anna.address))?.body.sealed.byteLength).toBe(snapshotMaxBytes)
    })

    test('only the owner keeps and gets a snapshot', async () => {
      const handlers = createSnapshotHandlers(snapshots)
      const own = await make(1)
      const stolen = await make(2, 'forged', bert)
      await expect(handlers.keepSnapshot({ snapshot: stolen }, bert.caller)).rejects.toThrow(
        refused('PROTOCOL_FORGED'),
      )
      await expect(
        handlers.keepSnapshot({ snapshot: { ...stolen, signer: anna.address } }, bert.caller),
      ).rejects.toThrow(refused('PROTOCOL_FORGED'))
      expect(await handlers.keepSnapshot({ snapshot: own }, anna.caller)).toEqual({ number: 1 })
      const ask = (person: TestUser) => handlers.newestSnapshot({ identity: anna.identity }, person.caller)
      expect(await ask(anna)).toEqual({ snapshot: own })
      await expect(ask(bert)).rejects.toThrow(refused('HUB_NOT_OWNER'))
    })
  })
}
