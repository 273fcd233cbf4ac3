import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { raidenWebUiPath } from '../../../src/process/toolPaths.mjs'
import { putInPlace, withWorkFolder } from './cache.ts'
import type { Step } from './step.ts'
import { unzip } from './unzip.ts'
import { fetchWheel } from './wheel.ts'

const pinned = {
  requirement: 'raiden-webui==1.2.1',
  sha256: '7b7a896fa071c73c8ae7b1b849cdd5e63d166f408f6882360c5f90efab587caf',
}
const inWheel = 'raiden_webui/ui/'

/** Fetches Raiden's web UI, which `busker raiden-api --ui` serves. */
export const raidenWebUi: Step = {
  title: 'Fetching Raiden’s web UI',
  isDone: () => existsSync(raidenWebUiPath()),
  work: () =>
    withWorkFolder(async (folder) => {
      const wheel = await fetchWheel(pinned, folder)
      await unzip(wheel, folder, (name) =>
        name.startsWith(inWheel) ? join('ui', name.slice(inWheel.length)) : undefined,
      )
      await putInPlace(join(folder, 'ui'), raidenWebUiPath())
    }),
}
