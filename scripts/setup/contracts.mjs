import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { contractsPath } from '../../src/process/toolPaths.mjs'
import { putInPlace, withWorkFolder } from './cache.mjs'
import { show } from './progress.mjs'
import { fetchWheel } from './wheel.mjs'
import { unzip } from './zip.mjs'

const WHEEL = {
  requirement: 'raiden-contracts==0.50.2',
  sha256: '2c89496bda40e55079ea221a804573bfa579678b453af34a121990b96d33eaad',
}

/** Fetches the compiled Raiden contracts: they are somebody else's build, so they are pinned, not committed. */
export async function setUpContracts() {
  const path = contractsPath()
  if (existsSync(path)) return
  await show('Fetching the compiled Raiden contracts', () =>
    withWorkFolder(async (folder) => {
      const wheel = await fetchWheel(WHEEL, folder)
      await unzip(wheel, folder, (name) =>
        name === 'raiden_contracts/data/contracts.json' ? 'contracts.json' : undefined,
      )
      await putInPlace(join(folder, 'contracts.json'), path)
    }),
  )
}
