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
  /** Watched folders or their files changed. */
  localFiles: []
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
  /** The connection to the hub, or the request for one, changed. */
  connection: []
  /** An upload or an uploaded release changed its state, step or progress. */
  upload: [id: WorkId]
}
