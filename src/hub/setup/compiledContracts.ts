import { readFile } from 'node:fs/promises'
import type { Abi, Hex } from 'viem'
import { z } from 'zod'

const compiled = z
  .object({
    abi: z.custom<Abi>((value) => Array.isArray(value)),
    bin: z.string().regex(/^([0-9a-f]{2})+$/),
  })
  .transform(({ abi, bin }) => ({ abi, bytecode: `0x${bin}` as Hex }))
const compiledFile = z.object({
  contracts: z.object({
    CustomToken: compiled,
    SecretRegistry: compiled,
    TokenNetworkRegistry: compiled,
    ServiceRegistry: compiled,
    UserDeposit: compiled,
    MonitoringService: compiled,
    OneToN: compiled,
  }),
})

/** The contracts of one Raiden deployment, ready to deploy, by name. */
export type CompiledContracts = z.output<typeof compiledFile>['contracts']
export type ContractName = keyof CompiledContracts
/**
 * Reads `contracts.json` as PyPI's raiden-contracts ships it.
 *
 * @throws ZodError when a contract that is needed is not in it
 */
export async function readCompiledContracts(file: string): Promise<CompiledContracts> {
  return compiledFile.parse(JSON.parse(await readFile(file, 'utf8'))).contracts
}
