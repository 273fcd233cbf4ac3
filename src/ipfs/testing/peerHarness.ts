import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPeer, type PeerOptions } from '../createPeer.ts'
import type { Peer } from '../peer.ts'
import { BareLibp2pNode } from './bareLibp2pNode.ts'

/** Real peers on this machine, with folders of their own; `stop` ends and removes all of them. */
export class PeerHarness {
  readonly #running: { stop(): Promise<void> }[] = []
  readonly #folders: string[] = []

  /** Starts a peer. */
  async peer(options: Partial<PeerOptions> = {}): Promise<Peer> {
    const folder = options.folder ?? (await this.folder())
    const peer = await createPeer({ seed: randomBytes(32), ...options, folder })
    this.#running.push(peer)
    await peer.start()
    return peer
  }

  /** Starts a node that speaks libp2p and nothing of ours. */
  async bareNode(): Promise<BareLibp2pNode> {
    const bareNode = await BareLibp2pNode.start()
    this.#running.push(bareNode)
    return bareNode
  }

  async folder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'busker-peer-'))
    this.#folders.push(folder)
    return folder
  }

  async stop(): Promise<void> {
    await Promise.all(this.#running.splice(0).map((peer) => peer.stop()))
    for (const folder of this.#folders.splice(0)) await rm(folder, { recursive: true, force: true })
  }
}
