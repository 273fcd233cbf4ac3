import type { Abi } from 'viem'
import type { Address } from '../shared/ids.ts'

/** One call of a contract, as viem takes it. */
export interface ContractCall {
  readonly address: Address
  readonly abi: Abi
  readonly functionName: string
  readonly args: readonly unknown[]
}
