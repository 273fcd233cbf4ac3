import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
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

  /** Starts a node that speaks libp2p and nothing of ours. @param localAddress from which it dials */
  async bareNode(localAddress?: string): Promise<BareLibp2pNode> {
    const bareNode = await BareLibp2pNode.start(localAddress)
    this.#running.push(bareNode)
    return bareNode
  }

  /**
   * A socket of somebody who says nothing of who they are; it is open, or closed already.
   *
   * @param address a multiaddr with a host and a TCP port
   * @param localAddress from which it dials
   */
  async socket(address: string, localAddress = '127.0.0.1'): Promise<Socket> {
    const [, , host, , port] = address.split('/')
    const socket = connect({ host: host ?? '', port: Number(port), localAddress })
    // Being cut off is what it has to expect.
    socket.on('error', () => undefined)
    this.#running.push({ stop: async () => void socket.destroy() })
    await new Promise<void>((resolve) => {
      socket.once('connect', resolve)
      socket.once('close', () => resolve())
    })
    return socket
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

/** Resolves when a socket is closed or reset, or when `signal` fires. */
export async function whenClosed(socket: Socket, signal?: AbortSignal): Promise<void> {
  if (socket.destroyed || signal?.aborted === true) return
  await once(socket, 'close', { signal }).catch(() => undefined)
}
