import { generateKeyPair } from '@libp2p/crypto/keys'
import { LevelDatastore } from 'datastore-level'
import { expect, test } from 'vitest'
import { libp2pOptions } from './libp2pOptions.ts'

const privateKey = await generateKeyPair('Ed25519')

const unasked = (): never => {
  throw new Error('Nobody is looked for.')
}

function optionsOf(relay: boolean, connections: number) {
  return libp2pOptions({
    privateKey,
    // Not opened.
    datastore: new LevelDatastore('/nowhere'),
    listen: [],
    hubs: new Map(),
    relay,
    relayLimits: { connections, reservations: 7 },
    routing: { findPeer: unasked, getClosestPeers: unasked },
  })
}

test('a relay takes as many connections as it is set to, a node as many as it needs', () => {
  expect(optionsOf(true, 20_000).connectionManager).toMatchObject({
    maxConnections: 20_000,
    maxIncomingPendingConnections: 20_000,
  })
  expect(optionsOf(false, 20_000).connectionManager).toMatchObject({ maxConnections: 300 })
})

test('who is no relay passes no connections on', () => {
  expect(optionsOf(true, 2000).services).toHaveProperty('relay')
  expect(optionsOf(false, 2000).services).not.toHaveProperty('relay')
})
