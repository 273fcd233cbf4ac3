import type { MultiaddrConnection, PeerId } from '@libp2p/interface'
import { multiaddr } from '@multiformats/multiaddr'
import { expect, test } from 'vitest'
import { Gatekeeper } from './gatekeeper.ts'

const peer = (name: string) => ({ toString: () => name }) as PeerId
/** Hears of what becomes of one connection. */
class Dial extends EventTarget {
  readonly remoteAddr
  status = 'open'
  readonly #gatekeeper: Gatekeeper

  constructor(gatekeeper: Gatekeeper, host = '192.0.2.1') {
    super()
    this.#gatekeeper = gatekeeper
    this.remoteAddr = multiaddr(`/ip4/${host}/tcp/4001`)
  }

  isLetIn(): boolean {
    return !this.#gatekeeper.denyInboundConnection(this as unknown as MultiaddrConnection)
  }

  isLetInAs(name: string): boolean {
    return !this.#gatekeeper.denyInboundEncryptedConnection(
      peer(name),
      this as unknown as MultiaddrConnection,
    )
  }

  close(): void {
    this.status = 'closed'
    this.dispatchEvent(new Event('close'))
  }
}

const limits = { perPeer: 2, perAddress: 5, unnamedPerAddress: 3, inbound: 6 }
const gatekeeper = () => new Gatekeeper(limits, (name) => name === 'hub')
/** How many of `count` are let in from one address. */
const dialMany = (to: Gatekeeper, count: number, host?: string) =>
  Array.from({ length: count }, () => new Dial(to, host)).filter((dial) => dial.isLetIn())

test('of one address few are let in that say nothing, and others not less for it', () => {
  const to = gatekeeper()
  const silent = dialMany(to, 20)
  expect(silent).toHaveLength(3)
  expect(dialMany(to, 20, '192.0.2.2')).toHaveLength(3)
  silent[0]?.close()
  expect(dialMany(to, 20)).toHaveLength(1)
})

test('of one address only so many are let in, whoever they say that they are', () => {
  const to = gatekeeper()
  for (const name of ['a', 'b', 'c', 'd', 'e']) {
    const dial = new Dial(to)
    expect([dial.isLetIn(), dial.isLetInAs(name)]).toEqual([true, true])
  }
  expect(new Dial(to).isLetIn()).toBe(false)
})

test('one peer has so many connections, from wherever they are', () => {
  const to = gatekeeper()
  const dials = ['192.0.2.1', '192.0.2.2', '192.0.2.3'].map((host) => new Dial(to, host))
  expect(dials.map((dial) => dial.isLetIn() && dial.isLetInAs('a'))).toEqual([true, true, false])
  dials[0]?.close()
  const next = new Dial(to)
  expect(next.isLetIn() && next.isLetInAs('a')).toBe(true)
})

test('what others open ends where room is left for a node’s own, but for hubs', () => {
  const to = gatekeeper()
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'hub']
  const areLetIn = names.map((name, index) => {
    const dial = new Dial(to, `192.0.2.${index}`)
    return dial.isLetIn() && dial.isLetInAs(name)
  })
  expect(areLetIn).toEqual([true, true, true, true, true, true, false, true])
})
