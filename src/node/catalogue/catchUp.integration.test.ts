import { afterEach, expect, test } from 'vitest'
import { PeerHarness } from '../../ipfs/testing/peerHarness.ts'
import { catalogueProtocol } from '../../protocol/catalogue.ts'
import { defineProtocol } from '../../protocol/rpc.ts'
import { z } from 'zod'
import { openStore } from '../store/openStore.ts'
import { CatalogueService } from './catalogueService.ts'

const network = new PeerHarness()
afterEach(() => network.stop())
const empty = z.object({})
const other = defineProtocol('/busker/test/1', { knock: { input: empty, output: empty, maxBytes: 64 } })

test('a connected peer that knows no catalogues, as an Ursula, is not asked for them', async () => {
  const ursula = await network.peer()
  await ursula.handle(other, { knock: async () => ({}) })
  const peer = await network.peer()
  const troubles: unknown[] = []
  const log = {
    info: (trouble: unknown) => troubles.push(trouble),
    error: (trouble: unknown) => troubles.push(trouble),
  }
  const store = openStore(':memory:')
  const catalogue = new CatalogueService({ store, peer, hubs: [], log: log as never })
  await catalogue.start()
  await peer.connect(ursula.addresses)
  await expect.poll(() => peer.supports(ursula.id, catalogueProtocol)).toBe(false)
  expect(await peer.supports(ursula.id, other)).toBe(true)
  await catalogue.catchUp()
  expect(troubles).toEqual([])
  await catalogue.stop()
  store.close()
})
