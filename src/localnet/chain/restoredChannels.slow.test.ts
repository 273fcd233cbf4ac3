import { afterAll, beforeAll, expect, test } from 'vitest'
import { noLocks } from '../../chain/balanceProofs.ts'
import { ChannelWatch } from '../../node/channelWatch/channelWatch.ts'
import { chainWatchOptions } from '../../node/channelWatch/testing/watchOptions.ts'
import { channelsSetting } from '../../node/restoredChannels/channelsSetting.ts'
import { RestoredChannels } from '../../node/restoredChannels/restoredChannels.ts'
import { Settings } from '../../node/settings/settings.ts'
import { openStore } from '../../node/store/openStore.ts'
import type { ClosedChannel } from '../../protocol/channels.ts'
import type { ChannelParticipant } from '../testing/channelParticipant.ts'
import { endpointsOf, openChannel } from '../testing/openChannel.ts'
import { openTestChain, type TestChain } from '../testing/testChain.ts'
import type { LocalChain } from './localChain.ts'

let testChain: TestChain
let chain: LocalChain

beforeAll(async () => {
  testChain = await openTestChain({ settleTimeoutSeconds: 6 })
  ;({ chain } = testChain)
})
afterAll(() => testChain.close())

test.concurrent.each([
  { name: 'an artist, who was mostly paid', toHub: 30n, toDevice: 500n },
  { name: 'a listener, who only paid', toHub: 400n, toDevice: 0n },
  { name: 'somebody who never used the channel', toHub: 0n, toDevice: 0n },
])(
  '$name gets every token back after losing the machine, and the hub its own',
  async ({ toHub, toDevice }) => {
    const { hub, artist: device, channel, tokenNetwork, proof } = await openChannel(chain)
    const signed = async (transferred: bigint, by: ChannelParticipant) =>
      transferred === 0n ? null : proof(transferred, 7n, { by })
    const fromDevice = await signed(toHub, device)
    const answer: ClosedChannel = {
      channel: Number(channel),
      toYou: await signed(toDevice, hub),
      fromYou: fromDevice && {
        transferred: fromDevice.transferred,
        locked: fromDevice.locked,
        locksroot: noLocks,
      },
    }
    let isClosed = false
    const store = openStore(':memory:')
    const settings = new Settings(store)
    settings.set(channelsSetting, 'restored-read-only')
    const problems: unknown[] = []
    const done = Promise.withResolvers<void>()
    const network = {
      endpoints: endpointsOf([chain.rpcUrl]),
      tokenNetwork: chain.contracts.tokenNetwork,
      account: device.account,
      hub: hub.address,
      settleTimeoutMs: 6000,
    }
    const watch = new ChannelWatch({
      ...chainWatchOptions(network, store),
      isNewestKnown: () => restored.isAnswered,
      onProblem: (problem) => problems.push(problem),
    })
    const restored: RestoredChannels = new RestoredChannels({
      settings,
      tokenNetwork,
      account: device.address,
      onAnswer: (id, proof, own) => watch.learn(id, hub.address, proof, own),
      partner: hub.address,
      allowed: () => true,
      askToClose: async () => {
        if (!isClosed) await hub.close(channel, device.address, fromDevice)
        isClosed = true
        return answer
      },
      intervalMs: 100,
      onDone: done.resolve,
      onProblem: (problem) => problems.push(problem),
    })
    await restored.start()
    await watch.start()
    await done.promise
    await restored.stop()
    await watch.stop()
    expect(restored.pending).toBe(false)
    expect(await testChain.tokensOf(device.address)).toBe(1000n - toHub + toDevice)
    expect(await testChain.tokensOf(hub.address)).toBe(1000n + toHub - toDevice)
  },
)
