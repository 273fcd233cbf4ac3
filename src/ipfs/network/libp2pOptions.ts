import { circuitRelayServer, circuitRelayTransport } from '@libp2p/circuit-relay-v2'
import { dcutr } from '@libp2p/dcutr'
import { gossipsub } from '@libp2p/gossipsub'
import { identify, identifyPush } from '@libp2p/identify'
import type { PeerRouting, PrivateKey } from '@libp2p/interface'
import { noise } from '@libp2p/noise'
import { ping } from '@libp2p/ping'
import { tcp } from '@libp2p/tcp'
import { tls } from '@libp2p/tls'
import { webSockets } from '@libp2p/websockets'
import { yamux } from '@libp2p/yamux'
import type { LevelDatastore } from 'datastore-level'
import type { Libp2pOptions } from 'libp2p'
import { Gatekeeper } from './gatekeeper.ts'
import type { Hubs } from './hubs.ts'

interface Libp2pParts {
  readonly privateKey: PrivateKey
  readonly datastore: LevelDatastore
  readonly listen: readonly string[]
  readonly hubs: Hubs
  readonly relay: boolean
  readonly relayLimits: RelayLimits
  readonly routing: PeerRouting
}

/** What a peer that passes connections on takes of others, of all together. */
export interface RelayLimits {
  readonly connections: number
  /** Peers that can be reached through it. */
  readonly reservations: number
}

export const defaultRelayLimits: RelayLimits = { connections: 2000, reservations: 1024 }

/** How libp2p is set up. TLS comes first because Electron runs noise's cipher in WASM, at a seventh of the speed. */
export function libp2pOptions(parts: Libp2pParts) {
  const { privateKey, datastore, listen, hubs, relay, relayLimits, routing } = parts
  const asksForRelay = hubs.size > 0 && !relay
  return {
    privateKey,
    datastore,
    start: false,
    addresses: { listen: [...listen, ...(asksForRelay ? ['/p2p-circuit'] : [])] },
    transports: [tcp(), webSockets(), circuitRelayTransport({ discoveryFilter: hubsOnly(hubs) })],
    connectionEncrypters: [tls(), noise()],
    streamMuxers: [yamux(muxerLimits)],
    peerRouters: [() => routing],
    connectionGater: new Gatekeeper(relay ? hubLimits(relayLimits) : nodeLimits, (peer) => hubs.has(peer)),
    connectionManager: connectionLimits(relay ? relayLimits.connections : null),
    services: {
      identify: identify(),
      identifyPush: identifyPush(),
      ping: ping(),
      dcutr: dcutr(),
      pubsub: gossipsub({
        allowPublishToZeroTopicPeers: true,
        runOnLimitedConnection: true,
        scoreParams: { IPColocationFactorWeight: 0 },
        ...gossipLimits,
      }),
      ...(relay && { relay: relayServer(relayLimits) }),
    },
  } satisfies Libp2pOptions
}

/** A hub hears from many at once, and on a local network from all of them at one address. */
function hubLimits({ connections }: RelayLimits) {
  return { perPeer: 8, perAddress: 1000, unnamedPerAddress: 100, inbound: Math.floor(connections * 0.95) }
}
const nodeLimits = { perPeer: 8, perAddress: 60, unnamedPerAddress: 10, inbound: 240 }

/** Who may connect, the gatekeeper says: these bounds hold for all addresses together. */
function connectionLimits(ofRelay: number | null) {
  return {
    addressDialTimeout: 3000,
    maxConnections: ofRelay ?? 300,
    inboundConnectionThreshold: ofRelay === null ? 20 : 200,
    maxIncomingPendingConnections: ofRelay ?? 300,
  }
}

/** Streams that others may open on one connection, and what may be on its way in each. */
const muxerLimits = { maxInboundStreams: 128, streamOptions: { maxStreamWindowSize: 2 * 1024 * 1024 } }

/**
 * What is gossiped is short, and of few topics. One message of a peer is dealt with before its next is read. How many peers
 * share an address says nothing of them: with gossipsub's own weight, eleven behind one router are passed nothing on.
 */
const gossipLimits = {
  maxInboundDataLength: 64 * 1024,
  awaitRpcHandler: true,
  decodeRpcLimits: {
    maxSubscriptions: 64,
    maxMessages: 64,
    maxControlMessages: 64,
    maxIhaveMessageIDs: 512,
    maxIwantMessageIDs: 512,
    maxIdontwantMessageIDs: 512,
    maxPeerInfos: 16,
  },
}

/** The default limits, two minutes and 128 KiB, would end a relayed transfer of one track. */
function relayServer({ reservations }: RelayLimits) {
  return circuitRelayServer({ reservations: { maxReservations: reservations, applyDefaultLimit: false } })
}

/** Reservations are asked of hubs alone: libp2p skips the peers this filter says it has seen. */
function hubsOnly(hubs: Hubs) {
  const known = new Set<string>(hubs.keys())
  return { has: (peer: { toString(): string }) => !known.has(peer.toString()), add() {}, remove() {} }
}
