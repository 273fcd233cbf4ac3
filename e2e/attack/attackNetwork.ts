import { rm } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { multiaddr } from '@multiformats/multiaddr'
import { meteredLauncher } from '../../harness/stall/meteredLauncher.ts'
import { stallFolderOf } from '../../harness/stall/stallMeter.ts'
import type { NodeProcess } from '../../src/cli/nodeProcess.ts'
import type { BareLibp2pNode } from '../../src/ipfs/testing/bareLibp2pNode.ts'
import { PeerHarness } from '../../src/ipfs/testing/peerHarness.ts'
import { hubProtocol } from '../../src/protocol/hub.ts'
import { hubPeerOf } from '../../src/shared/networkProfile.ts'
import type { WorkView } from '../../src/shared/api/node.ts'
import { type Address, peerIdText, type PeerIdText } from '../../src/shared/ids.ts'
import { CrashHarness } from '../crash/crashHarness.ts'
import { Victim } from './victim.ts'

/** Strangers come from here, honest people from 127.0.0.1. */
export const strangersAddress = '127.0.0.66'

/** A peer that can be attacked. */
export interface Target {
  readonly peer: PeerIdText
  /** Multiaddrs, each ending in `/p2p/<peer id>`. */
  readonly addresses: readonly string[]
  readonly host: string
  readonly port: number
}

/** A hub, an artist and a listener in processes of their own, and strangers who wish them ill. */
export class AttackNetwork {
  readonly crash: CrashHarness
  readonly hub: Target
  readonly artist: Target
  readonly listener: Target
  readonly victims: readonly Victim[]
  /** Honest peers in this process, beside the listener. */
  readonly peers: PeerHarness
  readonly #strangers = new PeerHarness()

  private constructor(
    crash: CrashHarness,
    peers: PeerHarness,
    targets: Pick<AttackNetwork, 'hub' | 'artist' | 'listener'>,
    victims: readonly Victim[],
  ) {
    this.crash = crash
    this.peers = peers
    this.hub = targets.hub
    this.artist = targets.artist
    this.listener = targets.listener
    this.victims = victims
  }

  static async open(): Promise<AttackNetwork> {
    try {
      return await AttackNetwork.#start()
    } catch (error) {
      await removeStallNotes()
      throw error
    }
  }

  static async #start(): Promise<AttackNetwork> {
    const crash = await CrashHarness.open({
      launcher: meteredLauncher,
      nodeProgram: fileURLToPath(new URL('meteredNode.ts', import.meta.url)),
    })
    const peers = new PeerHarness()
    try {
      const { profile } = crash.localnet
      const hub = targetAt(hubPeerOf(profile), profile.hub.peers)
      const asking = await peers.peer({ bootstrap: [...profile.hub.peers] })
      const locate = async (node: NodeProcess): Promise<Target> => {
        const peer = peerIdText.parse((await node.ask('status', {})).peer)
        const { addresses } = await asking.call(hub.peer, hubProtocol, 'locate', { peer })
        return targetAt(
          peer,
          addresses.filter((address) => !address.includes('p2p-circuit')),
        )
      }
      const [artist, listener] = await Promise.all([crash.artist, crash.listener].map(locate))
      if (artist === undefined || listener === undefined) throw new Error('Nobody is there.')
      const victims = [
        new Victim('hub', await crash.pidOf('hub')),
        new Victim('homeserver', await crash.pidOf('homeserver')),
        new Victim('artist', crash.artist.pid ?? 0),
        new Victim('listener', crash.listener.pid ?? 0),
      ]
      return new AttackNetwork(crash, peers, { hub, artist, listener }, victims)
    } catch (error) {
      await peers.stop()
      await crash.close()
      throw error
    }
  }

  async close(): Promise<void> {
    try {
      await this.dismissStrangers()
      await this.peers.stop()
    } finally {
      await this.crash.close()
      await removeStallNotes()
    }
  }

  /** Where its channels are. */
  get chain(): { readonly id: number; readonly tokenNetwork: Address } {
    const { chain, contracts } = this.crash.localnet.profile
    return { id: chain.id, tokenNetwork: contracts.tokenNetwork }
  }

  /** What the artist put on sale last. */
  async newestWork(): Promise<WorkView> {
    const works = await this.crash.artist.ask('works', { owner: 'self' })
    const newest = works.find(({ title }) => title.startsWith('Song for'))
    if (newest === undefined) throw new Error('The artist sells nothing.')
    return newest
  }

  /** A socket of somebody who says nothing of who they are. */
  socket({ addresses: [address = ''] }: Target): Promise<Socket> {
    return this.#strangers.socket(address, strangersAddress)
  }

  /** Somebody with a new key, who speaks libp2p and listens to no one. */
  stranger(): Promise<BareLibp2pNode> {
    return this.#strangers.bareNode(strangersAddress)
  }

  /** Ends all strangers. */
  dismissStrangers(): Promise<void> {
    return this.#strangers.stop()
  }
}

async function removeStallNotes(): Promise<void> {
  await rm(stallFolderOf(process.pid), { recursive: true, force: true })
}

function targetAt(peer: PeerIdText, addresses: readonly string[]): Target {
  const components = multiaddr(addresses[0] ?? '').getComponents()
  const valueOf = (name: string) => components.find((each) => each.name === name)?.value ?? ''
  return {
    peer,
    addresses: addresses.map((each) => withPeer(each, peer)),
    host: valueOf('ip4'),
    port: Number(valueOf('tcp')),
  }
}

function withPeer(address: string, peer: string): string {
  return address.includes('/p2p/') ? address : `${address}/p2p/${peer}`
}
