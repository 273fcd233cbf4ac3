import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import type { Peer } from '../../../ipfs/peer.ts'
import { type Label, toLabel, workId } from '../../../shared/ids.ts'
import { stopAll } from '../../../shared/startable.ts'
import { createUrsula, type Ursula } from '../../../ursula/createUrsula.ts'
import { openUrsulaKeys, type UrsulaKeys } from '../../../ursula/ursulaKeys.ts'
import { deriveKeys } from '../../keys/deriveKeys.ts'
import type { Keys } from '../../keys/keys.ts'
import { newWords } from '../../keys/words.ts'
import { openStore, type Store } from '../../store/openStore.ts'
import type { ContentKey, JoinInput, PolicyTerms } from '../access.ts'
import { commitmentOf, sealTrackKey } from '../capsules.ts'
import { createAccess } from '../createAccess.ts'
import { createGrants } from '../createGrants.ts'
import { KnownUrsulas } from '../knownUrsulas.ts'
import { UrsulaWatch } from '../ursulaWatch.ts'

export type HarnessPeer = Pick<Peer, 'id' | 'addresses' | 'handle' | 'call' | 'connect' | 'start' | 'stop'>

export interface HarnessUrsula {
  readonly peer: HarnessPeer
  readonly keys: UrsulaKeys
  readonly ursula: Ursula
}

interface UserOptions {
  readonly sharedOperators?: boolean
  readonly onSilentUrsulas?: () => void
  readonly checkOnline?: () => Promise<unknown>
}

/** An artist, a listener and Ursulas of several operators, over whatever peers they are given. */
export class AccessHarness {
  now = Date.now()
  readonly ursulas: HarnessUrsula[] = []
  readonly failures: unknown[] = []
  readonly #makePeer: (seed: Uint8Array) => Promise<HarnessPeer>
  readonly #folders: string[] = []
  readonly #stores: Store[] = []
  readonly #stoppables: { start(): Promise<void>; stop(): Promise<void> }[] = []

  /** @param makePeer starts a peer that runs under this seed */
  constructor(makePeer: (seed: Uint8Array) => Promise<HarnessPeer>) {
    this.#makePeer = makePeer
  }

  async addUrsula(operator = `operator ${this.ursulas.length}`): Promise<HarnessUrsula> {
    const folder = await mkdtemp(join(tmpdir(), 'busker-access-'))
    this.#folders.push(folder)
    const keys = await openUrsulaKeys(folder)
    const peer = await this.#makePeer(keys.peerSeed)
    const limit = { burst: 100_000, perSecond: 1000 }
    const ursula = createUrsula({ keys, folder, peer, operator, now: () => this.now, limit })
    await ursula.start()
    this.#stoppables.push(peer, ursula)
    this.ursulas.push({ peer, keys, ursula })
    return { peer, keys, ursula }
  }

  /** Somebody with keys, a store and a peer. */
  async addUser() {
    const keys = await deriveKeys(newWords(), this.now)
    const peer = await this.#makePeer(keys.peerSeed)
    this.#stoppables.push(peer)
    return this.createUser(keys, peer, this.openStore())
  }

  openStore(): Store {
    const store = openStore(':memory:')
    this.#stores.push(store)
    return store
  }

  /** The same somebody after a restart is `run` again with the same three. */
  createUser(keys: Keys, peer: HarnessPeer, store: Store, options: UserOptions = {}) {
    const now = () => this.now
    const onFailure = (error: unknown) => void this.failures.push(error)
    const profile = this.ursulas.map(({ peer: { id, addresses } }, index) => ({
      name: `ursula ${index}`,
      peerId: id,
      addresses: [...addresses],
    }))
    const ursulas = new KnownUrsulas({ store, peer, profile, now, onFailure })
    const { sharedOperators = false } = options
    const common = { store, keys, peer, now, onFailure }
    const grants = createGrants({ ...common, ursulas, sharedOperators, retryMs: 5 })
    this.#stoppables.push(grants)
    const watch = new UrsulaWatch({
      ursulas,
      checkOnline: options.checkOnline ?? (async () => undefined),
      now,
      onSilent: () => options.onSilentUrsulas?.(),
    })
    return { keys, peer, store, ursulas, watch, grants, access: createAccess(common) }
  }

  terms(threshold = 2, shares = 3): PolicyTerms {
    return { threshold, shares, end: this.now + 60_000 }
  }

  async stop(): Promise<void> {
    await stopAll(this.#stoppables.splice(0))
    for (const store of this.#stores.splice(0)) store.close()
    for (const folder of this.#folders.splice(0)) await rm(folder, { recursive: true, force: true })
  }
}

/** A track, sealed by its artist. */
export interface SealedTrack extends Omit<JoinInput, 'policy'> {
  readonly label: Label
  readonly key: ContentKey
}

export async function createSealedTrack(keys: Keys): Promise<SealedTrack> {
  const id = workId.parse(randomBytes(16).toString('hex'))
  const label = toLabel('track', id, 1)
  const key = new Uint8Array(randomBytes(32)) as ContentKey
  const capsule = await sealTrackKey(keys, label, key)
  return { label, key, capsule, tracks: [{ id, edition: 1, commitment: commitmentOf(key) }] }
}
