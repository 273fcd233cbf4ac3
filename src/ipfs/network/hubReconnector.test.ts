import { noise } from '@libp2p/noise'
import { ping } from '@libp2p/ping'
import { tcp } from '@libp2p/tcp'
import { yamux } from '@libp2p/yamux'
import { createLibp2p } from 'libp2p'
import { expect, test, vi } from 'vitest'
import { parseHubs } from './hubs.ts'
import { HubReconnector } from './hubReconnector.ts'

const nobody = '/ip4/127.0.0.1/tcp/9/p2p/12D3KooWGC6TvWhfapngX6wvJHMYvKpDMXPb3ZnCZ6dMoaMtimQ5'

test('a hub that is away is dialled again and again, and each failure leaves nothing behind', async () => {
  const libp2p = await createLibp2p({
    transports: [tcp()],
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()],
    services: { ping: ping() },
  })
  const dial = vi.spyOn(libp2p, 'dial')
  const listeners = () => libp2p.listenerCount('peer:disconnect')
  const before = listeners()
  const stayConnected = new HubReconnector(libp2p, parseHubs([nobody]))
  await stayConnected.start()
  for (let dials = 1; dials <= 4; dials += 1) {
    await vi.waitFor(() => expect(dial).toHaveBeenCalledTimes(dials))
    await expect(dial.mock.results[dials - 1]?.value).rejects.toBeInstanceOf(Error)
    expect(listeners()).toBeLessThanOrEqual(before + 1)
    stayConnected.wake()
  }
  await stayConnected.stop()
  expect(listeners()).toBe(before)
  await libp2p.stop()
})
