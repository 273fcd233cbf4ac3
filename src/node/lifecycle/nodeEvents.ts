import type { Label, WorkId } from '../../shared/ids.ts'
import type { PartHealth } from './partSupervisor.ts'

/** What a node emits, and with which arguments. */
export interface NodeEvents {
  purchase: [id: string]
  sale: [id: string]
  /** A payment, of an order or of none, became final and is in the ledger. */
  payment: []
  /** A gift came, or changed. */
  gifts: []
  /** What is in the basket, or is bought of it, changed. */
  basket: []
  /** What is reserved changed. */
  reservation: [id: string]
  /** What one shows that one bought, or how far that is, changed. */
  collection: []
  /** Watched folders or their files changed. */
  localFiles: []
  /** The person's currency, or what the token is worth in it, changed. */
  currency: []
  /** Phones can play what is owned, or can't any more, or one came or went. */
  phone: []
  /** All of a track is on this machine. */
  download: [label: Label]
  part: [health: PartHealth]
  catalogue: []
  /** An artist whom one follows has brought these out. */
  newWorks: [works: readonly Label[]]
  /** What is wrong with this machine changed. */
  warnings: []
  /** No other device has the lease any more: the store is to be made anew from the newest snapshot, and the node opened again. */
  takeOver: []
  /** The connection to the hub, the request for one, or who may use it changed. */
  connection: []
  /** An upload or an uploaded release changed its state, step or progress. */
  upload: [id: WorkId]
}
