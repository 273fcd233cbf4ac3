import { EventEmitter } from 'node:events'
import { pino } from 'pino'
import type { PeerHarness } from '../../../ipfs/testing/peerHarness.ts'
import { findFfmpeg } from '../../../process/tools.ts'
import { toAddress, type WorkId } from '../../../shared/ids.ts'
import { toAmount } from '../../../shared/money.ts'
import { createAccess } from '../../access/createAccess.ts'
import type { ArtworkCleaner } from '../../artwork/artworkCleaner.ts'
import { CatalogueService } from '../../catalogue/catalogueService.ts'
import { ComingWorks } from '../../catalogue/comingWorks.ts'
import type { Keys } from '../../keys/keys.ts'
import type { NodeEvents } from '../../lifecycle/nodeEvents.ts'
import { createPlayback } from '../../playback/createPlayback.ts'
import { Downloads } from '../../playback/downloads.ts'
import { Settings } from '../../settings/settings.ts'
import { UploadDraftStore } from '../../settings/uploadDraftStore.ts'
import type { Store } from '../../store/openStore.ts'
import type { Announce } from '../../studio/announce.ts'
import { ComingUploads } from '../../studio/comingUploads.ts'
import { type EditBonus, editBonus } from '../../studio/editBonus.ts'
import { OwnWorks } from '../../studio/ownWorks.ts'
import type { StudioClock } from '../../studio/schedule.ts'
import { Studio } from '../../studio/studio.ts'
import { studioHandlers } from '../studioHandlers.ts'

interface StudioNodeOptions {
  readonly store: Store
  readonly keys: Keys
  readonly peer: Awaited<ReturnType<PeerHarness['peer']>>
  readonly artworkCleaner: ArtworkCleaner
  readonly announce?: (go: Announce) => Announce
  readonly clock?: StudioClock
}

const systemClock: StudioClock = { now: Date.now, isKnown: true, onChange: () => () => undefined }

/** What the studio needs of a node, and its handlers. */
export async function openStudioNode({ store, keys, peer, artworkCleaner, ...change }: StudioNodeOptions) {
  const events = new EventEmitter<NodeEvents>()
  const catalogue = new CatalogueService({ store, peer, hubs: [], log: pino({ level: 'silent' }) })
  await catalogue.start()
  const access = createAccess({ store, keys, peer })
  const publish: Announce = async (made) => void (await catalogue.publish(keys, { name: 'Ines', ...made }))
  const announce = change.announce?.(publish) ?? publish
  const ffmpeg = await findFfmpeg()
  const { blocks } = peer
  const { account } = keys.identity.body
  const ownWorks = new OwnWorks(catalogue, account)
  const onChange = (id: WorkId) => void events.emit('upload', id)
  const onFailure = () => undefined
  const studio = new Studio({
    store,
    keys,
    blocks,
    access,
    artworkCleaner,
    ffmpeg,
    announce,
    clock: change.clock ?? systemClock,
    chain: { chainId: 31337, tokenNetwork: toAddress(`0x${'22'.repeat(20)}`) },
    profileName: () => catalogue.artist(account)?.name,
    ownWorks,
    countWorks: () => catalogue.worksOf(account).length,
    onChange,
    onFailure,
  })
  await studio.start()
  const coming = new ComingWorks(store)
  const comingUploads = new ComingUploads({ keys, studio, coming, announce, onChange, onFailure })
  events.on('upload', () => comingUploads.look())
  await comingUploads.start()
  const purchases = { boughtManifest: () => undefined }
  const downloads = new Downloads(store)
  const files = { open: () => Promise.reject(new Error('There are no local files.')) }
  const covers = { has: () => false, read: files.open }
  const playback = createPlayback({ store, catalogue, access, blocks, purchases, downloads, files, covers })
  const works = {
    account,
    studio,
    coming,
    comingUploads,
    catalogue,
    access,
    artworkCleaner,
    announce,
    ownWorks,
    events,
  }
  const uploadDrafts = new UploadDraftStore(new Settings(store))
  const parts = {
    ...works,
    uploadDrafts,
    blocks,
    playback,
    publisher: keys,
    editBonus: (...change: Parameters<EditBonus>) => editBonus({ keys, access, ownWorks, blocks }, ...change),
    ffmpeg,
    now: Date.now,
    credit: { of: () => toAmount(0n) },
  }
  return { ...parts, handlers: studioHandlers(parts) }
}
