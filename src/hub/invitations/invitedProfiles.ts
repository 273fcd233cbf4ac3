import { digest } from '../../protocol/codec.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Hex32 } from '../../shared/ids.ts'
import {
  decodeNetworkProfile,
  encodeNetworkProfile,
  type NetworkProfile,
} from '../../shared/networkProfile.ts'
import { haveSameContracts } from '../../shared/networkTrust.ts'
import type { HubStore } from '../openHubStore.ts'

/** The texts of profiles that invitations name: one that was printed months ago still finds its own. */
export class InvitedProfiles {
  readonly #store: HubStore

  constructor(store: HubStore) {
    this.#store = store
  }

  /** @returns the hash that invitations to it carry */
  keep(profile: NetworkProfile): Hex32 {
    const text = encodeNetworkProfile(profile)
    const hash = digest(new TextEncoder().encode(text))
    this.#store.prepare('INSERT OR IGNORE INTO invited_profiles (hash, text) VALUES (?, ?)').run(hash, text)
    return hash
  }

  /**
   * The text of a profile, as long as money is still in the same contracts.
   *
   * @param current the hub's profile now
   * @throws BuskerError `HUB_PROFILE_UNKNOWN`
   */
  find(hash: Hex32, current: NetworkProfile): string {
    const text = this.#store
      .prepare<[string], string>('SELECT text FROM invited_profiles WHERE hash = ?')
      .pluck()
      .get(hash)
    if (text !== undefined && haveSameContracts(decodeNetworkProfile(text), current)) return text
    throw new BuskerError(
      'HUB_PROFILE_UNKNOWN',
      'The hub invites to no such network any more. Ask its operator for a new invitation.',
    )
  }
}
