import { z } from 'zod'
import { endpointsOf } from '../../chain/endpointsOf.ts'
import { BuskerError } from '../../shared/errors.ts'
import { httpUrl, type NetworkProfile, rpcUrlsOf, withRpcUrls } from '../../shared/networkProfile.ts'
import { defineSetting, type Settings } from '../settings/settings.ts'

/** Of this machine alone: what answers here need not answer elsewhere. */
const ownRpcUrls = defineSetting('device-rpc-urls', z.array(httpUrl).max(8))

/** Which addresses of the chain a node asks: the operator's, or a person's own in their place. */
export class RpcUrls {
  readonly #settings: Settings
  readonly #profile: NetworkProfile

  /** @param profile as the operator gave it */
  constructor(settings: Settings, profile: NetworkProfile) {
    this.#settings = settings
    this.#profile = profile
  }

  /** The network, its chain asked where the person wants. */
  get network(): NetworkProfile {
    const own = this.own
    return own.length === 0 ? this.#profile : withRpcUrls(this.#profile, own)
  }

  /** The person's; empty: the operator's are asked. */
  get own(): readonly string[] {
    return this.#settings.get(ownRpcUrls) ?? []
  }

  get operators(): readonly string[] {
    return rpcUrlsOf(this.#profile)
  }

  /**
   * From the next start on these are asked. Each has to answer now, and to serve the network's chain.
   *
   * @param urls empty for the operator's
   * @throws BuskerError `NETWORK_RPC_UNREACHABLE`, `RAIDEN_WRONG_CHAIN`
   */
  async set(urls: readonly string[]): Promise<void> {
    const own = [...new Set(urls)]
    const answers = await endpointsOf(this.#profile, own).readEach((client) => client.getBlockNumber())
    for (const [index, url] of own.entries()) {
      const answer = answers[index]
      if (answer?.status === 'rejected') throw unusable(url, answer.reason)
    }
    this.#settings.set(ownRpcUrls, own)
  }
}

/** @param url may hold a key, which must not be told */
function unusable(url: string, reason: unknown): BuskerError {
  if (reason instanceof BuskerError) return reason
  return new BuskerError(
    'NETWORK_RPC_UNREACHABLE',
    `The chain does not answer at ${new URL(url).host}. Nothing was changed: the addresses of before are asked on.`,
    { cause: reason },
  )
}
