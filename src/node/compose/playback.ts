import type { Access } from '../access/access.ts'
import type { Market } from '../market/market.ts'
import { AudioStorage } from '../playback/audioStorage.ts'
import { AutoDownloader } from '../playback/autoDownloader.ts'
import { createPlayback } from '../playback/createPlayback.ts'
import { Downloads } from '../playback/downloads.ts'
import { TrackLookup } from '../playback/trackLookup.ts'
import { AudioLimit } from '../settings/audioLimit.ts'
import { SoundCutter } from '../playback/hls/exactSound.ts'
import type { LocalCovers } from '../localFiles/localCovers.ts'
import type { LocalPlayer } from '../localFiles/localPlayer.ts'
import { HlsServer } from '../playback/hls/hlsServer.ts'
import type { Playback } from '../playback/playback.ts'
import type { NodeBase } from './base.ts'

export interface PlaybackParts {
  readonly playback: Playback
  readonly downloads: Downloads
  readonly autoDownloader: AutoDownloader
  readonly audioStorage: AudioStorage
  readonly hlsServer: HlsServer
  readonly cutter: SoundCutter
}

export interface PlaybackNeeds {
  readonly access: Access
  readonly market: Market
  readonly localPlayer: LocalPlayer
  readonly localCovers: LocalCovers
}

export function composePlayback(base: NodeBase, needs: PlaybackNeeds): PlaybackParts {
  const { access, market, localPlayer, localCovers } = needs
  const { store, peer, catalogue, events, logFailure } = base
  const { purchases } = market.buyer
  const downloads = new Downloads(store, (label) => events.emit('download', label))
  const playback = createPlayback({
    store,
    catalogue,
    access,
    blocks: peer.blocks,
    purchases,
    downloads,
    files: localPlayer,
    covers: localCovers,
  })
  const audioStorage = new AudioStorage({
    downloads,
    tracks: new TrackLookup({ catalogue, access, bought: (label) => purchases.boughtManifest(label) }),
    blocks: peer.blocks,
    playback,
    limit: new AudioLimit(base.settings),
    account: base.options.keys.identity.body.account,
    onFailure: logFailure('audioStorage'),
  })
  events.on('download', () => audioStorage.keepToLimit())
  const autoDownloader = new AutoDownloader({
    account: base.account,
    onPurchase: (listener) => {
      events.on('purchase', listener)
      return () => void events.off('purchase', listener)
    },
    purchase: (id) => purchases.get(id),
    catalogue,
    playback,
    downloads,
    onFailure: logFailure('autoDownloader'),
  })
  const cutter = new SoundCutter(base.options.ffmpeg)
  const hlsServer = new HlsServer({
    open: (label) => playback.open(label),
    cutter,
    onFailure: logFailure('hlsServer'),
  })
  return { playback, downloads, audioStorage, autoDownloader, hlsServer, cutter }
}
