import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { address } from '../../shared/ids.ts'
import { contracts, type Contracts } from '../../shared/networkProfile.ts'

const deployed = z.strictObject({ address, block_number: z.int().min(0) })

/** Where a deployment is: what is on chain, and what was sent last. */
export const deployment = z.strictObject({
  version: z.literal(1),
  chainId: z.int().min(1),
  token: address,
  settleTimeoutSeconds: z.int().min(1),
  done: z.record(z.string(), deployed),
  /** Steps that are no contract. */
  called: z.array(z.string()),
  /** Written before it is sent: a crash after that finds it by its nonce. */
  pending: z.strictObject({ step: z.string(), nonce: z.int().min(0), block: z.int().min(0) }).nullable(),
  tokenNetwork: address.nullable(),
})
export type Deployment = z.output<typeof deployment>

const fileOf = (folder: string) => join(folder, 'contracts.json')

/** What was deployed out of this folder; null where nothing was. */
export async function readDeployment(folder: string): Promise<Deployment | null> {
  const text = await readFile(fileOf(folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return text === null ? null : deployment.parse(JSON.parse(text))
}

export async function writeDeployment(folder: string, state: Deployment): Promise<void> {
  await writeFileAtomic(fileOf(folder), `${JSON.stringify(state, null, 2)}\n`)
}

/** The contracts of a deployment that is complete; null where something is missing. */
export function contractsOf({ done, token, tokenNetwork }: Deployment): Contracts | null {
  const found = contracts.safeParse({ ...done, token, serviceToken: token, tokenNetwork })
  return found.success ? found.data : null
}
