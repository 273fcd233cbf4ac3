import type { Address, CidText, Hex32, Label, WorkId } from '../../shared/ids.ts'
import type { SignedIdentity } from '../../protocol/identity.ts'
import type { Capsule, Price } from '../../protocol/manifest.ts'

/** What an order needs to know of a track or a release. */
export interface Work {
  readonly label: Label
  readonly manifest: CidText
  readonly artist: Address
  readonly title: string
  readonly price: Price
  readonly capsule: Capsule
  readonly tracks: readonly { id: WorkId; edition: number; commitment: Hex32 }[]
}

/** Which work is meant: all of it is in every purchase request. */
export type WorkReference = Pick<Work, 'label' | 'manifest' | 'artist'>

/** Where orders look works and their makers up. */
export interface WorkResolver {
  /** One of our own works, in the edition that is on sale now. */
  onSale(label: Label): Work | undefined
  /** One of our own works as this manifest of any edition describes it. */
  published(manifest: CidText): Work | undefined
  /**
   * Any edition of a work by its manifest, fetched and verified if it is not here.
   *
   * @throws BuskerError `ORDER_MANIFEST_WRONG` when the manifest is not of this label and artist
   */
  byManifest(reference: WorkReference): Promise<Work>
  /** Whether its artist and this manifest of it are in the catalogue here. */
  isKnown(reference: WorkReference): boolean
  /** An artist's identity record from the newest catalogue. */
  artist(account: Address): SignedIdentity | undefined
}
