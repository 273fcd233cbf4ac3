import { readFile, stat } from 'node:fs/promises'
import { keepVoucher } from '../../node/network/voucherFile.ts'
import type { InvitedNetwork } from '../../node/network/readInvitation.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import type { AppFiles } from '../appFiles.ts'
import type { Networks } from './networks.ts'

export interface InvitationsOptions {
  readonly files: Pick<AppFiles, 'voucher'>
  readonly networks: Pick<Networks, 'offer' | 'choose' | 'add' | 'assertCanAdd'>
  /** Asks the hub for what an invitation leads to. */
  readonly read: (link: string) => Promise<InvitedNetwork>
  /** Another one is open, or none. */
  readonly onChange: () => void
}

/** No invitation is longer. */
const maxFileBytes = 4096

/**
 * The invitation that a person has opened, by a link, a file or as text, until they have joined or put it aside. Opening one joins
 * nothing.
 */
export class Invitations {
  readonly #options: InvitationsOptions
  #link: string | null = null
  #isFromPage = false
  #invited: { readonly link: string; readonly found: InvitedNetwork } | null = null

  constructor(options: InvitationsOptions) {
    this.#options = options
  }

  /** Null: none is open. */
  get link(): string | null {
    return this.#link
  }

  /** Whether the page itself named it, which a page that was taken over could have done. */
  get isFromPage(): boolean {
    return this.#isFromPage
  }

  /** A person has opened it where no page reaches. */
  open(link: string): void {
    this.#open(link, false)
  }

  /** The page says that a person has pasted it. */
  openText(text: string): void {
    this.#open(text, true)
  }

  /** @throws BuskerError `INVITATION_MALFORMED` where the file is far too long to be one */
  async openFile(file: string): Promise<void> {
    const { size } = await stat(file)
    if (size > maxFileBytes) {
      throw new BuskerError('INVITATION_MALFORMED', 'This file is no invitation. Nothing was joined.')
    }
    this.open(await readFile(file, 'utf8'))
  }

  #open(link: string, isFromPage: boolean): void {
    this.#link = link.trim()
    this.#isFromPage = isFromPage
    this.#options.onChange()
  }

  dismiss(): void {
    this.#link = null
    this.#invited = null
    this.#options.networks.offer(null)
    this.#options.onChange()
  }

  /**
   * What the open one leads to, asked of its hub.
   *
   * @throws BuskerError `NETWORK_NONE` when none is open; as `readInvitation` and `Networks.add`
   */
  async read(): Promise<InvitedNetwork> {
    const { networks, read } = this.#options
    const link = this.#requireLink()
    const found = await read(link)
    await networks.assertCanAdd(found.network)
    // Another one may have been opened meanwhile.
    if (this.#link === link) {
      this.#invited = { link, found }
      networks.offer(found.network)
    }
    return found
  }

  /**
   * Joins the network that was last {@link read}; its credit is redeemed when its node is open.
   *
   * @throws BuskerError `NETWORK_NONE`; as `Networks.choose` and `Networks.add`
   */
  async join(acceptsContracts: boolean): Promise<NetworkProfile> {
    const { networks, files } = this.#options
    const { network, voucher, credit } = this.requireInvited()
    await networks.choose(network.id, acceptsContracts)
    if (voucher !== null && credit !== null) await keepVoucher(files.voucher(network.id), voucher)
    await networks.add(network)
    this.dismiss()
    return network
  }

  /** @throws BuskerError `NETWORK_NONE` */
  requireInvited(): InvitedNetwork {
    const invited = this.#invited
    if (invited !== null && invited.link === this.#link) return invited.found
    throw new BuskerError('NETWORK_NONE', 'The invitation has not been read. Open it again.')
  }

  #requireLink(): string {
    if (this.#link !== null) return this.#link
    throw new BuskerError('NETWORK_NONE', 'No invitation is open.')
  }
}
