import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Calls } from '../../ipfs/peer.ts'
import { hubProtocol } from '../../protocol/hub.ts'
import type { SignedIdentity } from '../../protocol/identity.ts'
import { BuskerError } from '../../shared/errors.ts'
import { peerIdText, toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { connectionRequestId, type ConnectionRequest, ConnectionRequests } from './connectionRequests.ts'
import { createFundingClient } from './createFundingClient.ts'

let store: Store
let requests: ConnectionRequests
const request: ConnectionRequest = {
  id: connectionRequestId,
  state: 'filling',
  deposit: toAmount(2n ** 70n),
  code: null,
  message: null,
  changedAt: 5,
  deadline: null,
}

beforeEach(() => {
  store = openStore(':memory:')
  requests = new ConnectionRequests(store)
})
afterEach(() => store.close())

test('the request is kept as it was made, with why it is not further', () => {
  expect([requests.get(), requests.idsIn(['filling'])]).toEqual([undefined, []])
  requests.insert(request)
  expect([requests.get(), requests.get('another')]).toEqual([request, undefined])
  requests.update(request.id, { state: 'refused', code: 'HUB_NO_FAUCET', message: 'There is none.' })
  const refused = requests.get()
  expect(refused).toEqual({
    ...request,
    state: 'refused',
    code: 'HUB_NO_FAUCET',
    message: 'There is none.',
    changedAt: refused?.changedAt,
  })
  expect(refused?.changedAt).not.toBe(5)
  expect([requests.idsIn(['refused', 'stopped']), requests.idsIn(['filling'])]).toEqual([['hub'], []])
})

test('the hub is asked for gas and for a channel in one’s own name, and given time for it', async () => {
  const call = vi.fn<(...given: unknown[]) => Promise<unknown>>().mockResolvedValue('done')
  const peer = peerIdText.parse(`12D3KooW${'z'.repeat(44)}`)
  const raidenAddress = toAddress(`0x${'3'.repeat(40)}`)
  const identity = { body: {} } as unknown as SignedIdentity
  const hub = createFundingClient({ call } as unknown as Calls, { peer, raidenAddress }, identity)
  expect(hub.raidenAddress).toBe(raidenAddress)
  expect([await hub.faucet(), await hub.openChannel()]).toEqual(['done', 'done'])
  expect(call.mock.calls).toEqual([
    [peer, hubProtocol, 'faucet', { identity }, { timeoutMs: 30_000 }],
    [peer, hubProtocol, 'openChannel', { identity }, { timeoutMs: 60_000 }],
  ])
})

test('a hub that funds those who sell alone is shown who waits to buy, until it knows one of them', async () => {
  const shown: unknown[] = []
  const sales = ['a stranger', 'a buyer', 'another'] as never[]
  const call = async (...[, , , body]: unknown[]) => {
    const { sale } = body as { readonly sale?: unknown }
    shown.push(sale)
    if (sale !== 'a buyer') throw new BuskerError('HUB_NOT_SELLING', 'Who are you?')
    return { deposit: 5n }
  }
  const hub = { peer: peerIdText.parse('1'.repeat(40)), raidenAddress: toAddress(`0x${'3'.repeat(40)}`) }
  const client = (waiting: () => never[]) =>
    createFundingClient({ call } as unknown as Calls, hub, {} as SignedIdentity, waiting)
  expect(await client(() => sales).openChannel()).toEqual({ deposit: 5n })
  expect(shown).toEqual([undefined, 'a stranger', 'a buyer'])
  await expect(client(() => []).openChannel()).rejects.toMatchObject({ code: 'HUB_NOT_SELLING' })
})
