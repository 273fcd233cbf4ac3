import { randomBytes } from 'node:crypto'
import { mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pino } from 'pino'
import { createSearchHandlers } from '../src/hub/search/searchHandlers.ts'
import type { SearchIndex } from '../src/hub/search/searchIndex.ts'
import { createPeer } from '../src/ipfs/createPeer.ts'
import type { Peer } from '../src/ipfs/peer.ts'
import { listenerCatalogueLimits } from '../src/node/catalogue/catalogueLimits.ts'
import { CatalogueService } from '../src/node/catalogue/catalogueService.ts'
import { HiddenArtists } from '../src/node/catalogue/hiddenArtists.ts'
import { SeenArtists } from '../src/node/catalogue/seenArtists.ts'
import { Discovery } from '../src/node/catalogue/served/discovery.ts'
import { ComingWorks } from '../src/node/catalogue/comingWorks.ts'
import { openStore, type Store } from '../src/node/store/openStore.ts'
import { searchProtocol } from '../src/protocol/search.ts'
import { address } from '../src/shared/ids.ts'
import type { Manifests } from './servedCatalogue.ts'

const log = pino({ level: 'silent' })

/** A hub that does nothing but search. */
export class ServingHub {
  readonly #index: SearchIndex
  readonly #folder: string
  #peer: Peer | undefined

  constructor(index: SearchIndex, folder: string) {
    this.#index = index
    this.#folder = folder
  }

  get peer(): Peer {
    if (this.#peer === undefined) throw new Error('The hub does not run.')
    return this.#peer
  }

  async start({ bytes }: Manifests): Promise<void> {
    const peer = await createPeer({ seed: randomBytes(32), folder: this.#folder, relay: true })
    this.#peer = peer
    let asked = 0
    await peer.handle(
      searchProtocol,
      createSearchHandlers({
        index: this.#index,
        comingArtists: () => [],
        catalogue: {
          describe: (cid) =>
            bytes.has(cid)
              ? { kind: 'track', id: '' as never, edition: 1, artist: '' as never, commitment: '' as never }
              : undefined,
          manifestBytes: (cid) => bytes.get(cid),
          head: () => undefined,
        },
        onStale: () => undefined,
        // A second passes between two requests: what is measured is not its patience.
        now: () => (asked += 1000),
      }),
    )
    await peer.start()
  }

  async stop(): Promise<void> {
    await this.#peer?.stop()
  }
}

/** A listener with a folder of their own that nothing is in. */
export class ServedListener {
  readonly #folder: string
  readonly #hub: ServingHub
  readonly #peer: Peer
  readonly #store: Store
  readonly #catalogue: CatalogueService
  readonly #discovery: Discovery
  #isRunning = true

  private constructor(folder: string, hub: ServingHub, peer: Peer) {
    this.#folder = folder
    this.#hub = hub
    this.#peer = peer
    const store = (this.#store = openStore(join(folder, 'node.sqlite')))
    const seen = new SeenArtists(store, address.parse(`0x${'ee'.repeat(20)}`))
    const catalogue = (this.#catalogue = new CatalogueService({
      store,
      peer,
      hubs: [hub.peer.id],
      log,
      limits: listenerCatalogueLimits,
      wanted: seen,
    }))
    const coming = new ComingWorks(store)
    this.#discovery = new Discovery({
      store,
      peer,
      hub: hub.peer.id,
      catalogue,
      coming,
      seen,
      hidden: new HiddenArtists(store),
      log,
      now: Date.now,
    })
  }

  static async open(folder: string, hub: ServingHub): Promise<ServedListener> {
    await mkdir(folder, { recursive: true })
    const peer = await createPeer({ seed: randomBytes(32), folder: join(folder, 'ipfs') })
    await peer.start()
    const listener = new ServedListener(folder, hub, peer)
    await listener.#catalogue.start()
    return listener
  }

  async connect(): Promise<void> {
    await this.#peer.connect(this.#hub.peer.addresses)
  }

  /** From no connection to verified results. */
  async connectAndSearch(text: string, limit: number): Promise<void> {
    await this.connect()
    if ((await this.search(text, limit)) === 0) throw new Error(`Nothing was found for ${text}.`)
  }

  /** @returns how many works were found */
  async search(text: string, limit: number): Promise<number> {
    return (await this.#discovery.search(text, limit)).length
  }

  async stop(): Promise<void> {
    if (!this.#isRunning) return
    this.#isRunning = false
    await this.#catalogue.stop()
    await this.#peer.stop()
    this.#store.close()
  }

  /** All files of its folder. */
  async diskBytes(): Promise<number> {
    const names = await readdir(this.#folder, { recursive: true })
    const sizes = await Promise.all(names.map(async (name) => (await stat(join(this.#folder, name))).size))
    return sizes.reduce((sum, size) => sum + size, 0)
  }
}
