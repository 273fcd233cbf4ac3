import { feedsOf } from '../../shared/knownChains.ts'
import { Rates } from '../rates/rates.ts'
import type { NodeBase } from './base.ts'

export function composeRates({ options, settings, endpoints, clock, events }: NodeBase): Rates {
  return new Rates({
    settings,
    endpoints,
    feeds: feedsOf(options.network),
    // Where endpoints contradict each other, what the earliest says.
    chainTime: async () => (clock.isKnown ? clock.now() : endpoints.time()),
    onChange: () => void events.emit('currency'),
  })
}
