import type { Peer } from '../../ipfs/peer.ts'
import type { SignedIdentity } from '../../protocol/identity.ts'
import { namesProtocol, signNameClaim, verifyNamedCard } from '../../protocol/names.ts'
import type { SigningAccount } from '../../protocol/signed.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import type { ShortName } from '../../shared/shortNames.ts'
import type { Contacts } from './contacts.ts'

export interface HubNamesOptions {
  readonly calls: Pick<Peer, 'call' | 'supports'>
  readonly hub: PeerIdText
  readonly identity: SignedIdentity
  readonly account: SigningAccount
  readonly contacts: Pick<Contacts, 'assertSameAccount' | 'assertSameKeys'>
  readonly now: () => number
}

/** Short names at the hub: one's own, and whose others are. Each question throws `HUB_NAMES_NONE` where the hub has none. */
export class HubNames {
  readonly #options: HubNamesOptions

  constructor(options: HubNamesOptions) {
    this.#options = options
  }

  /** One's own; null: none. */
  async own(): Promise<ShortName | null> {
    const { hub, identity } = this.#options
    const calls = await this.#calls()
    return (await calls.call(hub, namesProtocol, 'ownName', { identity })).name
  }

  /** @throws BuskerError `HUB_NAME_RESERVED`, `HUB_NAME_TAKEN`, `HUB_NAME_CHANGED`, `HUB_NAME_STRANGER`, `HUB_RATE_LIMIT` */
  async claim(name: ShortName): Promise<void> {
    const { hub, identity, account, now } = this.#options
    const calls = await this.#calls()
    await calls.call(hub, namesProtocol, 'claim', await signNameClaim(name, hub, identity, account, now()))
  }

  async release(): Promise<void> {
    const { hub, identity } = this.#options
    const calls = await this.#calls()
    await calls.call(hub, namesProtocol, 'release', { identity })
  }

  /**
   * The card of whoever has a name, as the hub says. That they claimed it themselves is checked; that they are who one thinks
   * can't be, unless they are a contact.
   *
   * @throws BuskerError `HUB_NAME_UNKNOWN`, `PROTOCOL_FORGED`, `CONTACT_NAME_MOVED`, `CONTACT_KEYS_CHANGED`
   */
  async lookUp(name: ShortName): Promise<SignedIdentity> {
    const { hub, contacts } = this.#options
    const calls = await this.#calls()
    const { found } = await calls.call(hub, namesProtocol, 'lookUp', { name })
    if (found === null) {
      throw new BuskerError(
        'HUB_NAME_UNKNOWN',
        `Nobody at this hub is called @${name}. Compare it with what they told you.`,
      )
    }
    await verifyNamedCard(found, name, hub)
    contacts.assertSameAccount(name, found.card.body.account)
    contacts.assertSameKeys(found.card)
    return found.card
  }

  /** @throws BuskerError `HUB_NAMES_NONE` where it is an older hub */
  async #calls(): Promise<Pick<Peer, 'call'>> {
    const { calls, hub } = this.#options
    if (await calls.supports(hub, namesProtocol)) return calls
    throw new BuskerError(
      'HUB_NAMES_NONE',
      'This hub gives out no names: its Busker is an older one. People find each other by their cards.',
    )
  }
}
