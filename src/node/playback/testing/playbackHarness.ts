import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFfmpeg } from '../../../process/tools.ts'
import { newWorkId, type ReleaseManifest, type TrackManifest } from '../../../protocol/manifest.ts'
import { type Address, cidText, type CidText, type Label, toLabel, type WorkId } from '../../../shared/ids.ts'
import { toAmount } from '../../../shared/money.ts'
import { cidOf } from '../../../ipfs/blocks/cids.ts'
import { createAccess } from '../../access/createAccess.ts'
import type { Access } from '../../access/access.ts'
import { commitmentOf } from '../../access/capsules.ts'
import type { CatalogueService } from '../../catalogue/catalogueService.ts'
import type { Manifest } from '../../catalogue/work.ts'
import { summariseManifest } from '../../catalogue/workRow.ts'
import { sealSound } from '../../studio/sealSound.ts'
import { deriveKeys } from '../../keys/deriveKeys.ts'
import { newWords } from '../../keys/words.ts'
import { probe } from '../../media/probe.ts'
import { openStore, type Store } from '../../store/openStore.ts'
import { Downloads } from '../downloads.ts'
import { ArtworkReader } from '../artworkReader.ts'
import { Playback } from '../playback.ts'
import { TrackLookup } from '../trackLookup.ts'
import { MemoryBlocks } from './memoryBlocks.ts'

/** One artist's tracks, really encoded and sealed, and the playback of a node that has their keys. */
export interface PlaybackHarness {
  readonly folder: string
  readonly store: Store
  readonly blocks: MemoryBlocks
  readonly access: Access
  readonly downloads: Downloads
  readonly playback: Playback
  readonly artwork: ArtworkReader
  /** What is known, as far as playing and exporting ask. */
  readonly catalogue: Pick<
    CatalogueService,
    'artist' | 'edition' | 'fetchManifest' | 'manifest' | 'releasesWith'
  >
  /** Publishes an audio file. */
  publish(file: string, title: string): Promise<TrackManifest>
  /** Makes a manifest known. */
  addManifest(body: TrackManifest): CidText
  /** Makes a release known. */
  addRelease(body: ReleaseManifest): void
  /** A playback with the keys of somebody else. */
  nonOwnerPlayback(): Promise<Playback>
  close(): Promise<void>
}

const unreachablePeer = {
  call: () => Promise.reject(new Error('Nobody is asked.')),
  connect: () => Promise.reject(new Error('Nobody is asked.')),
}

export async function createPlaybackHarness(): Promise<PlaybackHarness> {
  const folder = await mkdtemp(join(tmpdir(), 'busker-playback-'))
  const store = openStore(':memory:')
  const keys = await deriveKeys(newWords(), 1)
  const artist = keys.identity.body.account
  const ffmpeg = await findFfmpeg()
  const access = createAccess({ store, keys, peer: unreachablePeer })
  const blocks = new MemoryBlocks()
  const downloads = new Downloads(store)
  const known = new Map<Label, Manifest>()
  const releases: ReleaseManifest[] = []
  const catalogue = {
    artist: () => undefined,
    releasesWith: (_artist: Address, track: WorkId) =>
      releases.filter(({ tracks }) => tracks.some(({ id }) => id === track)),
    edition: (label: Label) => {
      const manifest = known.get(label)
      return manifest && summariseManifest(manifest)
    },
    manifest: (cid: CidText) => [...known.values()].find((manifest) => manifest.cid === cid),
    async fetchManifest(_kind: unknown, cid: CidText) {
      const manifest = catalogue.manifest(cid)
      if (manifest === undefined) throw new Error('Unknown.')
      return manifest
    },
  }
  const know = (body: TrackManifest) => {
    const bytes = Buffer.from(body.capsule.label)
    const cid = cidText.parse(cidOf(bytes, 'dag-cbor').toString())
    known.set(body.capsule.label, { kind: 'track', cid, bytes, body })
    store
      .prepare("INSERT OR REPLACE INTO manifests VALUES (?, 'track', ?, 1, 'a', 'c', ?)")
      .run(cid, body.id, bytes)
    store
      .prepare(
        `INSERT OR REPLACE INTO works (kind, work, edition, artist, manifest, listed, title, artist_name, amount, chain_id,
           token_network, artwork, created_at) VALUES ('track', ?, 1, 'a', ?, 1, 't', 'n', '0', 1, '0x', ?, 0)`,
      )
      .run(body.id, cid, body.artwork?.cid.toString() ?? null)
    return cid
  }
  const playbackOf = (owner: Access) =>
    new Playback({
      tracks: new TrackLookup({ catalogue, access: owner, bought: () => undefined }),
      artwork: new ArtworkReader({ store, catalogue, blocks }),
      downloads,
      blocks,
      files: { open: () => Promise.reject(new Error('There are no local files.')) },
      covers: { has: () => false, read: () => Promise.reject(new Error('There are no local files.')) },
      now: () => 7,
    })
  return {
    folder,
    store,
    blocks,
    access,
    downloads,
    playback: playbackOf(access),
    artwork: new ArtworkReader({ store, catalogue, blocks }),
    catalogue,
    addManifest: know,
    addRelease(body) {
      const bytes = Buffer.from(body.capsule.label)
      const cid = cidText.parse(cidOf(bytes, 'dag-cbor').toString())
      known.set(body.capsule.label, { kind: 'release', cid, bytes, body })
      releases.push(body)
    },
    async publish(file, title) {
      const id = newWorkId(artist)
      const { contentKey, encoded, renditions, preview } = await sealSound({
        track: id,
        source: await probe(file, { ffmpeg }),
        ffmpeg,
        blocks,
        signal: new AbortController().signal,
        onBlock: () => undefined,
        onProgress: () => undefined,
      })
      access.keep(id, 1, contentKey)
      const [rendition] = renditions
      const body: TrackManifest = {
        v: 1,
        id,
        edition: 1,
        artist,
        credits: { title, artistName: 'Somebody' },
        price: { amount: toAmount(5n), chainId: 31337, tokenNetwork: artist },
        durationMs: Math.round(((rendition?.sampleCount ?? 0) / (rendition?.sampleRate ?? 1)) * 1000),
        ...encoded,
        renditions,
        preview,
        commitment: commitmentOf(contentKey),
        capsule: { label: toLabel('track', id, 1), policyKey: new Uint8Array(33), kit: new Uint8Array(64) },
        createdAt: 1,
      }
      know(body)
      return body
    },
    async nonOwnerPlayback() {
      const others = await deriveKeys(newWords(), 1)
      return playbackOf(createAccess({ store: openStore(':memory:'), keys: others, peer: unreachablePeer }))
    },
    async close() {
      store.close()
      await rm(folder, { recursive: true })
    },
  }
}
