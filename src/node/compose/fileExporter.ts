import type { Access } from '../access/access.ts'
import type { ArtworkCleaner } from '../artwork/artworkCleaner.ts'
import { FileExporter } from '../export/fileExporter.ts'
import type { Market } from '../market/market.ts'
import { likelyPeers } from '../catalogue/likelyPeers.ts'
import { ArtworkReader } from '../playback/artworkReader.ts'
import type { Playback } from '../playback/playback.ts'
import type { NodeBase } from './base.ts'

export interface FileExporterNeeds {
  readonly artworkCleaner: ArtworkCleaner
  readonly market: Market
  readonly playback: Playback
  readonly access: Access
}

export function composeFileExporter(
  { store, peer, catalogue, options }: NodeBase,
  { access, artworkCleaner, market, playback }: FileExporterNeeds,
): FileExporter {
  return new FileExporter({
    catalogue,
    playback,
    bonus: {
      access,
      blocks: peer.blocks,
      likelyPeers: ({ artist }) => likelyPeers(catalogue, artist),
    },
    bought: (label) => market.buyer.purchases.boughtManifest(label),
    artwork: new ArtworkReader({ store, catalogue, blocks: peer.blocks }),
    artworkCleaner,
    store,
    ffmpeg: options.ffmpeg,
  })
}
