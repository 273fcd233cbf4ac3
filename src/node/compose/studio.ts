import type { WorkId } from '../../shared/ids.ts'
import { ArtworkCleaner } from '../artwork/artworkCleaner.ts'
import { type Announce, createAnnounce } from '../studio/announce.ts'
import { OwnWorks } from '../studio/ownWorks.ts'
import { ComingUploads } from '../studio/comingUploads.ts'
import { Studio } from '../studio/studio.ts'
import type { SnapshotTriggers } from '../snapshot/snapshotTriggers.ts'
import type { AccessParts } from './access.ts'
import type { NodeBase } from './base.ts'
import type { MoneyParts } from './money.ts'

export interface StudioParts {
  readonly studio: Studio
  readonly comingUploads: ComingUploads
  readonly artworkCleaner: ArtworkCleaner
  readonly announce: Announce
  /** What one sells, and changes of it. */
  readonly ownWorks: OwnWorks
}

export interface StudioNeeds extends Pick<AccessParts, 'access'>, Pick<MoneyParts, 'lease'> {
  readonly snapshotTriggers: SnapshotTriggers
}

export function composeStudio(base: NodeBase, { access, lease, snapshotTriggers }: StudioNeeds): StudioParts {
  const { store, peer, account, catalogue, coming, clock, events, logFailure } = base
  const { keys, network, ffmpeg, launcher, log } = base.options
  const artworkCleaner = new ArtworkCleaner({
    launcher,
    onLine: (line) => log.info({ part: 'artwork' }, line),
  })
  const onAnnounced = () => snapshotTriggers.onAnnouncement()
  const announce = createAnnounce({ catalogue, keys, onAnnounced, isElsewhere: () => lease.isElsewhere })
  const ownWorks = new OwnWorks(catalogue, account)
  const onChange = (id: WorkId) => void events.emit('upload', id)
  const studio = new Studio({
    store,
    keys,
    blocks: peer.blocks,
    access,
    ffmpeg,
    chain: { chainId: network.chain.id, tokenNetwork: network.contracts.tokenNetwork },
    artworkCleaner,
    announce,
    clock,
    profileName: () => catalogue.artist(account)?.name,
    ownWorks,
    countWorks: () => catalogue.worksOf(account).length,
    onChange,
    onFailure: logFailure('studio'),
  })
  const comingUploads = new ComingUploads({
    keys,
    studio,
    coming,
    announce,
    onChange,
    onFailure: logFailure('studio'),
  })
  events.on('upload', () => comingUploads.look())
  return { studio, comingUploads, artworkCleaner, announce, ownWorks }
}
