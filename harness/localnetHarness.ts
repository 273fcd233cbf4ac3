import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Localnet } from '../src/localnet/localnet.ts'

/** A local network for one test file. */
export interface LocalnetHarness {
  readonly localnet: Localnet
  /** Its folder, for `launch`. */
  readonly folder: string
  close(): Promise<void>
}

export async function openLocalnetHarness(): Promise<LocalnetHarness> {
  const parent = await mkdtemp(join(tmpdir(), 'busker-e2e-net-'))
  const folder = join(parent, 'localnet')
  const localnet = new Localnet({ folder })
  await localnet.start()
  return {
    localnet,
    folder,
    async close() {
      await localnet.stop()
      await rm(parent, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
