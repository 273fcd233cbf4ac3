export const rawProtocol = '/busker/bench/raw/1'

/** What the seller's process tells when it is ready. */
export interface SellerReady {
  readonly peer: readonly string[]
  readonly raw: readonly string[]
  readonly port: number
  /** By track. */
  readonly cids: readonly (readonly string[])[]
}
