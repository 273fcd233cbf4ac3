import type { Access } from '../access/access.ts'
import { joinOwned } from '../listen/joinOwned.ts'
import { ListenServer } from '../listen/listenServer.ts'
import type { BoughtWorks } from '../market/boughtWorks.ts'
import type { Market } from '../market/market.ts'
import { ArtworkReader } from '../playback/artworkReader.ts'
import type { SoundCutter } from '../playback/hls/exactSound.ts'
import type { Playback } from '../playback/playback.ts'
import type { NodeBase } from './base.ts'

export interface ListenNeeds {
  readonly access: Access
  readonly boughtWorks: BoughtWorks
  readonly cutter: SoundCutter
  readonly market: Market
  readonly playback: Playback
}

export function composeListen(base: NodeBase, needs: ListenNeeds): ListenServer {
  const { account, store, peer, catalogue, events, logFailure } = base
  const { access, boughtWorks, cutter, market, playback } = needs
  const { buyer } = market
  const artwork = new ArtworkReader({ store, catalogue, blocks: peer.blocks })
  const joining = { account, access, buyer, purchases: buyer.purchases, events }
  return new ListenServer({
    open: (label) => playback.open(label),
    cutter,
    library: () => boughtWorks.list(),
    join: (label, signal) => joinOwned(joining, label, signal),
    artwork: (cid, signal) => artwork.read(cid, signal),
    onFailure: logFailure('listen'),
  })
}
