import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { MemoryNetwork, type MemoryPeer } from '../../ipfs/testing/memoryNetwork.ts'
import { decodePairingCode, encodePairingCode, remoteProtocol } from '../../protocol/remote.ts'
import { defineProtocol } from '../../protocol/rpc.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import type { RemoteApi } from '../../shared/api/remote.ts'
import { type ErrorCode, isBuskerError } from '../../shared/errors.ts'
import { deriveKeys } from '../keys/deriveKeys.ts'
import type { Keys } from '../keys/keys.ts'
import { newWords } from '../keys/words.ts'
import { Settings } from '../settings/settings.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { Pairings } from './pairings.ts'
import { signPairing } from './pairingProof.ts'
import { RemoteClient } from './remoteClient.ts'
import { RemotePeer } from './remotePeer.ts'
import { RemoteServer } from './remoteServer.ts'

const minutes = 60_000
const lease = { isHere: true, other: null, yieldedTo: null, isTakingOver: false }
const stores: Store[] = []
let keys: Keys
let network: MemoryNetwork
let now: number
let sell: ReturnType<typeof vi.fn<ApiHandlers<RemoteApi>['sell']>>
let server: ReturnType<typeof serverOf>

beforeEach(async () => {
  keys = await deriveKeys(newWords(), 1)
  network = new MemoryNetwork()
  now = 1_000
  sell = vi.fn<ApiHandlers<RemoteApi>['sell']>(async () => lease)
  server = serverOf(keys, 'cellar')
})
afterEach(() => {
  for (const store of stores.splice(0)) store.close()
})

function machineOf(of: Keys, name: string) {
  const store = openStore(':memory:', { keys: of })
  stores.push(store)
  const peer = network.peer()
  const pairings = new Pairings(new Settings(store))
  const side = { account: of.account, address: of.identity.body.account, name }
  return { peer, pairings, side, parts: { peer: new RemotePeer(async () => peer), pairings, side } }
}

function serverOf(of: Keys, name: string) {
  const machine = machineOf(of, name)
  const handlers = { sell, overview: async () => Promise.reject(new Error('not asked for')) }
  const options = { ...machine.parts, handlers, steadyNow: () => now, deviceNow: () => now }
  return { ...machine, remote: new RemoteServer(options) }
}

function appOf(of: Keys, name = 'laptop') {
  const machine = machineOf(of, name)
  return { ...machine, remote: new RemoteClient({ ...machine.parts, deviceNow: () => now }) }
}

const newCode = async () => (await server.remote.openPairing()).code
const codeOf = (asked: Promise<unknown>): Promise<ErrorCode | 'none'> =>
  asked.then(
    () => 'none',
    (error: unknown) => {
      if (!isBuskerError(error)) throw error
      return error.code
    },
  )

/** Sends what an app sends, from any peer. */
async function sendPair(from: MemoryPeer, code: string, record: Parameters<typeof signPairing>, of = keys) {
  const { secret } = decodePairingCode(code)
  const [terms, side] = record
  const signed = await signPairing(terms, { ...side, account: of.account })
  return from.call(server.peer.id, remoteProtocol, 'pair', { secret, record: signed })
}

describe('a code', () => {
  test('pairs an app with the server that showed it, and each knows the other by its own peer', async () => {
    const app = appOf(keys)
    await app.remote.pair(await newCode())
    expect(app.pairings.server).toEqual({ peer: server.peer.id, name: 'cellar', at: now })
    expect(server.pairings.apps).toEqual([{ peer: app.peer.id, name: 'laptop', at: now }])
    expect(await app.remote.sell()).toEqual(lease)
  })

  test('is of no use to a second app, before or after the first was answered', async () => {
    const code = await newCode()
    await appOf(keys).remote.pair(code)
    expect(await codeOf(appOf(keys).remote.pair(code))).toBe('REMOTE_CODE_REFUSED')
    expect(server.pairings.apps).toHaveLength(1)
  })

  test('pairs one of two apps that use it at once', async () => {
    const code = await newCode()
    const apps = [appOf(keys), appOf(keys)]
    const outcomes = await Promise.all(apps.map(({ remote }) => codeOf(remote.pair(code))))
    expect(outcomes.toSorted()).toEqual(['REMOTE_CODE_REFUSED', 'none'])
    expect(server.pairings.apps).toHaveLength(1)
  })

  test('is answered again to the app that did not hear the answer', async () => {
    const code = await newCode()
    const app = appOf(keys)
    await app.remote.pair(code)
    app.pairings.setServer(null)
    await app.remote.pair(code)
    expect(app.pairings.server).not.toBeNull()
    expect(server.pairings.apps).toHaveLength(1)
  })

  test('ends after ten minutes, and with the next one', async () => {
    const old = await newCode()
    const code = await newCode()
    expect(await codeOf(appOf(keys).remote.pair(old))).toBe('REMOTE_CODE_REFUSED')
    now += 10 * minutes
    expect(await codeOf(appOf(keys).remote.pair(code))).toBe('REMOTE_CODE_REFUSED')
  })

  test('can’t be guessed: whoever tries is soon refused, and a new one works when that has passed', async () => {
    const code = await newCode()
    const guess = encodePairingCode({ ...decodePairingCode(code), secret: new Uint8Array(16) })
    const app = appOf(keys)
    const outcomes: string[] = []
    for (let tries = 0; tries < 12; tries += 1) outcomes.push(await codeOf(app.remote.pair(guess)))
    expect(outcomes.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 'REMOTE_CODE_REFUSED'))
    expect(outcomes.slice(10)).toEqual(['REMOTE_BUSY', 'REMOTE_BUSY'])
    now += minutes
    expect(await codeOf(app.remote.pair(code))).toBe('none')
  })

  test('of a server that pairs no more than eight apps is refused by it, until one is unpaired', async () => {
    for (let count = 0; count < 8; count += 1) {
      await appOf(keys, `laptop ${count}`).remote.pair(await newCode())
      now += minutes
    }
    const app = appOf(keys)
    expect(await codeOf(app.remote.pair(await newCode()))).toBe('REMOTE_APPS_FULL')
    for (const { peer } of server.pairings.apps.slice(0, 1)) server.pairings.removeApp(peer)
    expect(await codeOf(app.remote.pair(await newCode()))).toBe('none')
  })
})

describe('whoever has a code and not the words', () => {
  test('is not paired, and the code is there for the artist still', async () => {
    const stranger = await deriveKeys(newWords(), 1)
    const code = await newCode()
    expect(await codeOf(appOf(stranger).remote.pair(code))).toBe('REMOTE_OTHER_ACCOUNT')
    expect(server.pairings.apps).toEqual([])
    expect(await codeOf(appOf(keys).remote.pair(code))).toBe('none')
  })

  test('is not believed to be a server either', async () => {
    const stranger = serverOf(await deriveKeys(newWords(), 1), 'cellar')
    const { code } = await stranger.remote.openPairing()
    const app = appOf(keys)
    expect(await codeOf(app.remote.pair(code))).toBe('REMOTE_OTHER_ACCOUNT')
    expect(app.pairings.server).toBeNull()
  })

  test('gets nowhere with what an app once sent: it names the app, the server and the code', async () => {
    const app = appOf(keys)
    const [thief, code] = [network.peer(), await newCode()]
    const { secret } = decodePairingCode(code)
    const side = { ...app.side, by: 'app' as const }
    const terms = { app: app.peer.id, server: server.peer.id, secret }
    expect(await codeOf(sendPair(thief, code, [terms, side]))).toBe('REMOTE_OTHER_ACCOUNT')
    const other = { ...terms, app: thief.id, secret: new Uint8Array(16) }
    expect(await codeOf(sendPair(thief, code, [other, side]))).toBe('REMOTE_OTHER_ACCOUNT')
    const elsewhere = { ...terms, app: thief.id, server: network.peer().id }
    expect(await codeOf(sendPair(thief, code, [elsewhere, side]))).toBe('REMOTE_OTHER_ACCOUNT')
    expect(server.pairings.apps).toEqual([])
  })

  test('can’t hand back to one side what that side has signed', async () => {
    const app = appOf(keys)
    const code = await newCode()
    const { secret } = decodePairingCode(code)
    const terms = { app: app.peer.id, server: server.peer.id, secret }
    const reflected = sendPair(app.peer, code, [terms, { ...app.side, by: 'server' }])
    expect(await codeOf(reflected)).toBe('REMOTE_OTHER_ACCOUNT')
  })

  test('names the artist’s account in vain', async () => {
    const stranger = await deriveKeys(newWords(), 1)
    const app = appOf(keys)
    const code = await newCode()
    const { secret } = decodePairingCode(code)
    const terms = { app: app.peer.id, server: server.peer.id, secret }
    const forged = sendPair(app.peer, code, [terms, { ...app.side, by: 'app' }], stranger)
    expect(await codeOf(forged)).toBe('REMOTE_OTHER_ACCOUNT')
  })
})

describe('a server', () => {
  const ask = (from: MemoryPeer, op: 'overview' | 'sell' | 'unpair') =>
    codeOf(from.call(server.peer.id, remoteProtocol, op, {}))

  test('answers nobody whom it is not paired with, the artist’s other machines included', async () => {
    await appOf(keys).remote.pair(await newCode())
    const stranger = network.peer()
    for (const op of ['overview', 'sell', 'unpair'] as const) {
      expect(await ask(stranger, op)).toBe('REMOTE_NOT_PAIRED')
    }
    expect(sell).not.toHaveBeenCalled()
    expect(server.pairings.apps).toHaveLength(1)
  })

  test('answers a lost laptop no more, and what it sends then changes nothing', async () => {
    const app = appOf(keys)
    await app.remote.pair(await newCode())
    server.pairings.removeApp(app.peer.id)
    expect(await codeOf(app.remote.sell())).toBe('REMOTE_NOT_PAIRED')
    expect(await codeOf(app.remote.overview())).toBe('REMOTE_NOT_PAIRED')
    expect(sell).not.toHaveBeenCalled()
  })

  test('can be asked for what is in its list, and for no words, keys or payments', async () => {
    const app = appOf(keys)
    await app.remote.pair(await newCode())
    expect(Object.keys(remoteProtocol.operations)).toEqual(['pair', 'overview', 'sell', 'unpair'])
    const any = { input: z.unknown(), output: z.unknown(), maxBytes: 4096 }
    const wider = defineProtocol(remoteProtocol.id, { send: any, wallet: any, revealWords: any })
    for (const op of ['send', 'wallet', 'revealWords'] as const) {
      expect(await codeOf(app.peer.call(server.peer.id, wider, op, {}))).toBe('PROTOCOL_UNKNOWN')
    }
  })

  test('reads no more of a question than a question takes', async () => {
    const app = appOf(keys)
    await app.remote.pair(await newCode())
    const any = { input: z.unknown(), output: z.unknown(), maxBytes: 1024 * 1024 }
    const long = defineProtocol(remoteProtocol.id, { sell: any })
    const asked = app.peer.call(server.peer.id, long, 'sell', { padding: 'x'.repeat(100_000) })
    expect(await codeOf(asked)).toBe('PROTOCOL_TOO_LARGE')
    expect(sell).not.toHaveBeenCalled()
  })

  test('lets one app ask so often and no more, which takes nothing from another', async () => {
    const [app, other] = [appOf(keys), appOf(keys)]
    await app.remote.pair(await newCode())
    await other.remote.pair(await newCode())
    for (let asked = 0; asked < 30; asked += 1) await app.remote.sell()
    expect(await codeOf(app.remote.sell())).toBe('REMOTE_BUSY')
    expect(await codeOf(other.remote.sell())).toBe('none')
  })
})

describe('an app', () => {
  test('without a server says so', async () => {
    const app = appOf(keys)
    expect(await codeOf(Promise.resolve().then(() => app.remote.overview()))).toBe('REMOTE_NONE')
  })

  test('says that the server is silent, and forgets it all the same', async () => {
    const app = appOf(keys)
    await app.remote.pair(await newCode())
    await server.peer.stop()
    expect(await codeOf(app.remote.sell())).toBe('REMOTE_UNREACHABLE')
    expect(await app.remote.unpair()).toBe(false)
    expect(app.pairings.server).toBeNull()
    expect(server.pairings.apps).toHaveLength(1)
  })

  test('that forgets its server is forgotten there', async () => {
    const app = appOf(keys)
    await app.remote.pair(await newCode())
    expect(await app.remote.unpair()).toBe(true)
    expect([app.pairings.server, server.pairings.apps]).toEqual([null, []])
  })

  test('gives up a server that has forgotten it already', async () => {
    const app = appOf(keys)
    await app.remote.pair(await newCode())
    server.pairings.removeApp(app.peer.id)
    expect(await app.remote.unpair()).toBe(true)
  })

  test('that could not start its own peer tries anew when it is asked again', async () => {
    const { pairings, side, peer } = machineOf(keys, 'laptop')
    let isBroken = true
    const own = new RemotePeer(async () => {
      if (isBroken) throw new Error('no disk')
      return peer
    })
    const app = new RemoteClient({ peer: own, pairings, side })
    await expect(app.pair(await newCode())).rejects.toThrow('no disk')
    isBroken = false
    await app.pair(await newCode())
    expect(pairings.server?.name).toBe('cellar')
  })
})

test('a peer that was stopped with its node is not started again by a question that comes late', async () => {
  let made = 0
  const { peer } = machineOf(keys, 'laptop')
  const own = new RemotePeer(async () => ((made += 1), peer))
  await own.open()
  await own.stop()
  expect(await codeOf(own.open())).toBe('NODE_STOPPED')
  expect(made).toBe(1)
})

test('two machines with the same words have peers of their own, which stay', () => {
  const [one, other] = [machineOf(keys, 'a').pairings, machineOf(keys, 'b').pairings]
  const seed = one.peerSeed(keys.peerSeed)
  expect(one.peerSeed(keys.peerSeed)).toEqual(seed)
  expect(other.peerSeed(keys.peerSeed)).not.toEqual(seed)
  expect(seed).not.toEqual(keys.peerSeed)
})
