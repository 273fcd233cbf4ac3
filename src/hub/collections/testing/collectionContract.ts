import { privateKeyToAccount, generatePrivateKey } from 'viem/accounts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newWorkId } from '../../../protocol/manifest.ts'
import {
  type CollectedWork,
  collectionLifetimeMs,
  type SignedCollection,
  signBought,
  signCollection,
  verifyCollected,
  verifyCollection,
} from '../../../protocol/collections.ts'
import type { ErrorCode } from '../../../shared/errors.ts'
import { type CatalogueSubject, subjectOfArtist, subjectOfWork, toAddress } from '../../../shared/ids.ts'
import type { EngineUnderTest } from '../../testing/engineUnderTest.ts'
import { createTestUser, type TestUser } from '../../testing/testUser.ts'
import { createCollectionHandlers } from '../collectionHandlers.ts'
import { Collections } from '../collections.ts'
import { CollectionStore } from '../collectionStore.ts'

const hub = toAddress(`0x${'9'.repeat(40)}`)
const day = 24 * 3600_000

/** What collections must do, wherever they are kept. */
export function collectionContract(name: string, { open, reopen }: EngineUnderTest): void {
  describe(`collections in ${name}`, async () => {
    const artists = await Promise.all([0, 1, 2, 3].map(() => createTestUser()))
    const owners = await Promise.all([0, 1, 2, 3, 4].map(() => createTestUser()))
    const keys = owners.map(() => privateKeyToAccount(generatePrivateKey()))
    const works = artists.map(({ address }) => ({
      artist: address,
      kind: 'track' as const,
      id: newWorkId(address),
    }))
    const subjects = works.map(({ kind, id }) => subjectOfWork(kind, id))
    const proofs = await Promise.all(
      keys.map(({ address }) =>
        Promise.all(
          works.map(async (work, index): Promise<CollectedWork> => {
            const by = artists[index] ?? nobody()
            const { signature } = await signBought({ ...work, collection: toAddress(address) }, by.account)
            return { ...work, proof: signature }
          }),
        ),
      ),
    )
    let store: CollectionStore
    let collections: Collections
    let now: number
    const hidden = new Set<CatalogueSubject>()
    const strangers = new Set<string>()

    beforeEach(async () => {
      store = new CollectionStore(await open())
      now = 1_000_000
      hidden.clear()
      strangers.clear()
      collections = over(store)
    })
    afterEach(() => hidden.clear())

    const over = (kept: CollectionStore) =>
      new Collections({
        store: kept,
        hub,
        partners: { has: (account) => !strangers.has(account) },
        hidden: () => hidden,
        now: () => now,
      })
    const work = (index: number) => subjects[index] ?? nobody()
    const userOf = (index: number): TestUser => owners[index] ?? nobody()
    /** @param shown which of the works */
    const sign = (owner: number, number: number, shown: readonly number[], change: object = {}) => {
      const key = keys[owner] ?? nobody()
      const body = {
        account: toAddress(key.address),
        hub,
        number,
        until: now + collectionLifetimeMs,
        ...(shown.length > 0 && { name: `Owner ${owner}` }),
        works: shown.map((index) => proofs[owner]?.[index] ?? nobody()),
        ...change,
      }
      return signCollection(body, key)
    }
    const keep = async (owner: number, number: number, shown: readonly number[]) =>
      collections.keep(await sign(owner, number, shown), userOf(owner).address)
    /** Asked after the time that an answer is given again. */
    const beside = async (index: number, of = collections) => {
      now += 61_000
      return of.alsoBought(work(index))
    }
    const refused = (code: ErrorCode) => expect.objectContaining({ code })

    test('what two show beside a work is said, with the collections that prove it; what one shows is not', async () => {
      await keep(0, 1, [0, 1, 2])
      await keep(1, 1, [0, 1])
      await keep(2, 1, [1, 2])
      const found = await beside(0)
      expect(found.works).toEqual([work(1)])
      expect(found.collections).toHaveLength(2)
      for (const signed of found.collections) {
        await verifyCollection(signed)
        for (const shown of signed.body.works) await verifyCollected(shown, signed.body.account)
      }
      expect((await beside(3)).works).toEqual([])
    })

    test('what more show comes first, and of equals what was shown last; over a restart too', async () => {
      await keep(0, 1, [0, 1, 2, 3])
      await keep(1, 1, [0, 1, 2, 3])
      expect(new Set((await beside(0)).works)).toEqual(new Set([work(1), work(2), work(3)]))
      await keep(2, 1, [0, 2])
      now += 1
      await keep(3, 1, [0, 3])
      const other = over(new CollectionStore(await reopen()))
      expect((await beside(0, other)).works).toEqual([work(3), work(2), work(1)])
      // Kept again as it was, nothing of it is new.
      await keep(2, 2, [0, 2])
      expect((await beside(0)).works).toEqual([work(3), work(2), work(1)])
    })

    test('taken back, a collection is gone at once, and an older one of it never comes back', async () => {
      const before = await sign(0, 5, [0, 1])
      await collections.keep(before, userOf(0).address)
      await keep(1, 1, [0, 1])
      expect((await beside(0)).works).toEqual([work(1)])
      await keep(0, 6, [])
      expect(await collections.alsoBought(work(0))).toEqual({ works: [], collections: [] })
      const again = () => collections.keep(before, userOf(0).address)
      await expect(again()).rejects.toThrow(refused('HUB_COLLECTION_OLDER'))
      // Nor does somebody else bring it, for it is public.
      await expect(collections.keep(before, userOf(4).address)).rejects.toThrow(
        refused('HUB_COLLECTION_OLDER'),
      )
      now += collectionLifetimeMs
      await expect(again()).rejects.toThrow(refused('HUB_COLLECTION_REFUSED'))
      expect(await store.count()).toBe(1)
    })

    test('of another process that has just taken one back, nothing is shown any more', async () => {
      await keep(0, 1, [0, 1])
      await keep(1, 1, [0, 1])
      await beside(0)
      const other = over(new CollectionStore(await reopen()))
      await other.keep(await sign(0, 2, []), userOf(0).address)
      expect((await collections.alsoBought(work(0))).works).toEqual([])
    })

    test('a collection runs out by itself', async () => {
      await keep(0, 1, [0, 1])
      now += day
      await keep(1, 1, [0, 1])
      expect((await beside(0)).works).toEqual([work(1)])
      now += collectionLifetimeMs - day
      expect((await beside(0)).works).toEqual([])
    })

    test('somebody with several keys has one collection, and is counted once', async () => {
      const { address } = userOf(0)
      await collections.keep(await sign(0, 1, [0, 1]), address)
      await collections.keep(await sign(1, 1, [0, 1]), address)
      expect(await store.count()).toBe(1)
      expect((await beside(0)).works).toEqual([])
    })

    test('what an artist’s own listeners show of the artist leads to nothing else of them', async () => {
      const artist = artists[0] ?? nobody()
      const another = { artist: artist.address, kind: 'release' as const, id: newWorkId(artist.address) }
      for (const owner of [0, 1]) {
        const key = keys[owner] ?? nobody()
        const { signature } = await signBought(
          { ...another, collection: toAddress(key.address) },
          artist.account,
        )
        const shown = [proofs[owner]?.[0] ?? nobody(), { ...another, proof: signature }]
        await collections.keep(await sign(owner, 1, [0], { works: shown }), userOf(owner).address)
      }
      expect((await beside(0)).works).toEqual([])
    })

    test('a work that was not bought is refused: self-signed, another’s proof, another artist’s work', async () => {
      const key = keys[0] ?? nobody()
      const account = toAddress(key.address)
      const own = proofs[0]?.[0] ?? nobody()
      const { signature } = await signBought(
        { artist: own.artist, kind: own.kind, id: own.id, collection: account },
        key,
      )
      const thief = artists[1] ?? nobody()
      const stolen = await signBought(
        { artist: thief.address, kind: own.kind, id: own.id, collection: account },
        thief.account,
      )
      const forgeries: CollectedWork[] = [
        { ...own, proof: signature },
        proofs[1]?.[0] ?? nobody(),
        { ...own, artist: thief.address, proof: stolen.signature },
      ]
      for (const forged of forgeries) {
        const signed = await sign(0, 1, [0], { works: [forged] })
        await expect(collections.keep(signed, userOf(0).address)).rejects.toThrow(refused('PROTOCOL_FORGED'))
      }
      const twice = await sign(0, 1, [0], { works: [own, own] })
      await expect(collections.keep(twice, userOf(0).address)).rejects.toThrow(refused('PROTOCOL_MALFORMED'))
      const changed: SignedCollection = await sign(0, 1, [0])
      const renamed = { ...changed, body: { ...changed.body, name: 'Somebody else' } }
      await expect(collections.keep(renamed, userOf(0).address)).rejects.toThrow(refused('PROTOCOL_FORGED'))
      const other = { ...changed, signer: userOf(1).address }
      await expect(collections.keep(other, userOf(0).address)).rejects.toThrow(refused('PROTOCOL_FORGED'))
      expect(await store.count()).toBe(0)
    })

    test('what is made for another hub, for a long time, or by whoever has no channel is refused', async () => {
      const refusedHere = [
        await sign(0, 1, [0], { hub: userOf(1).address }),
        await sign(0, 1, [0], { until: now + collectionLifetimeMs + day }),
        await sign(0, 1, [0], { until: now }),
      ]
      for (const signed of refusedHere)
        await expect(collections.keep(signed, userOf(0).address)).rejects.toThrow(
          refused('HUB_COLLECTION_REFUSED'),
        )
      strangers.add(userOf(0).address)
      await expect(keep(0, 1, [0])).rejects.toThrow(refused('HUB_COLLECTION_REFUSED'))
    })

    test('a full hub takes no more, but what takes the place of another, and what has run out makes room', async () => {
      collections = over(new CollectionStore(await open(), 2))
      await keep(0, 1, [0])
      await keep(1, 1, [0])
      await expect(keep(2, 1, [0])).rejects.toThrow(refused('HUB_COLLECTIONS_FULL'))
      await keep(1, 2, [1])
      now += collectionLifetimeMs
      await keep(2, 1, [0])
    })

    test('what the operator hides is beside nothing', async () => {
      await keep(0, 1, [0, 1, 2])
      await keep(1, 1, [0, 1, 2])
      hidden.add(work(1))
      expect((await beside(0)).works).toEqual([work(2)])
      hidden.add(subjectOfArtist(artists[2]?.address ?? nobody()))
      expect((await beside(0)).works).toEqual([])
    })

    test('over the wire it is kept for whoever asks as themselves, and not too often', async () => {
      let at = 0
      const handlers = createCollectionHandlers(collections, () => at)
      const collection = await sign(0, 1, [0])
      const { identity, caller } = userOf(0)
      await expect(handlers.keep({ identity, collection }, userOf(1).caller)).rejects.toThrow(
        refused('HUB_NOT_OWNER'),
      )
      expect(await handlers.keep({ identity, collection }, caller)).toEqual({ number: 1 })
      const { kind, id } = works[0] ?? nobody()
      expect(await handlers.alsoBought({ kind, id }, caller)).toEqual({ works: [], collections: [] })
      const many = Array.from({ length: 40 }, () => handlers.alsoBought({ kind, id }, caller))
      const outcomes = await Promise.allSettled(many)
      expect(outcomes.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0)
      at += 60_000
      expect((await handlers.alsoBought({ kind, id }, caller)).works).toEqual([])
    })
  })
}

function nobody(): never {
  throw new Error('There is one for each.')
}
