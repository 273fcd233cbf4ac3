import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { kuboProgramPath } from '../../../src/process/toolPaths.mjs'
import { SetupProblem } from '../problem.mjs'
import { reasonIn } from '../reasons.mjs'
import { run } from '../run.mjs'
import { putInPlace, withWorkFolder } from './cache.ts'
import type { Step } from './step.ts'

/** Go's own checksum of the module's files; those of what it needs stand in its go.sum. */
const pinned = {
  module: 'github.com/ipfs/kubo@v0.42.0',
  sum: 'h1:mp40G/pAwckX54zJfIK3CTLK6S1Ae+Wa63g3I68W8cA=',
}

/** Builds Kubo's program, which answers its RPC: tests let it keep a hub's pins. */
export const kuboProgram: Step = {
  title: 'Building Kubo’s program, which keeps pins in tests (some minutes)',
  isDone: () => existsSync(kuboProgramPath()),
  work: () =>
    withWorkFolder(async (folder) => {
      const { Dir: sources, Sum: sum } = JSON.parse(
        await go(folder, ['mod', 'download', '-json', pinned.module]),
      ) as {
        Dir: string
        Sum: string
      }
      if (sum !== pinned.sum)
        throw new SetupProblem(`${pinned.module} is not the one that is pinned (${sum}).`, 'npm run setup')
      // In the folder of the module: it excludes versions of others, which only its own go.mod may.
      await go(sources, ['build', '-trimpath', '-ldflags=-s -w', '-o', join(folder, 'kubo'), './cmd/ipfs'])
      await putInPlace(join(folder, 'kubo'), kuboProgramPath())
    }),
}

async function go(cwd: string, args: readonly string[]): Promise<string> {
  const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly' }
  const { ok, output } = await run('go', args, { cwd, env })
  if (ok) return output
  const again = `go ${args.join(' ')}`
  throw new SetupProblem(
    `Go could not make Kubo’s program: ${reasonIn(output)}. Go 1.21 or newer is needed.`,
    again,
  )
}
