import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { contractsPath } from '../../../src/process/toolPaths.mjs'
import { putInPlace, withWorkFolder } from './cache.ts'
import type { Step } from './step.ts'
import { unzip } from './unzip.ts'
import { fetchWheel } from './wheel.ts'

const pinned = {
  requirement: 'raiden-contracts==0.50.2',
  sha256: '2c89496bda40e55079ea221a804573bfa579678b453af34a121990b96d33eaad',
}

/** Fetches the compiled Raiden contracts: they are somebody else's build, so they are pinned, not committed. */
export const contracts: Step = {
  title: 'Fetching the compiled Raiden contracts',
  isDone: () => existsSync(contractsPath()),
  work: () =>
    withWorkFolder(async (folder) => {
      const wheel = await fetchWheel(pinned, folder)
      await unzip(wheel, folder, (name) =>
        name === 'raiden_contracts/data/contracts.json' ? 'contracts.json' : undefined,
      )
      await putInPlace(join(folder, 'contracts.json'), contractsPath())
    }),
}
