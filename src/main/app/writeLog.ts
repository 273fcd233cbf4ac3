import { readFile, writeFile } from 'node:fs/promises'
import { describeProblem } from '../../shared/describeProblem.ts'
import type { PartHealth } from '../../node/lifecycle/partSupervisor.ts'
import { logFile } from '../log.ts'

/** Writes the health of every part and the log to one file, for support. The log holds no secrets: see `logSecrets.ts`. */
export async function writeLog(
  file: string,
  { logs, health }: { readonly logs: string; readonly health: readonly PartHealth[] },
): Promise<void> {
  const versions = Object.entries(process.versions).map(([name, version]) => `${name} ${version}`)
  const parts = health.map(
    (part) => `${part.name}: ${[part.state, describeProblem(part)].filter((text) => text !== '').join(', ')}`,
  )
  const log = await readFile(logFile(logs), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const heads = [`${process.platform} ${process.arch}`, versions.join(', '), ...parts]
  await writeFile(file, `${heads.join('\n')}\n\n${log}`, { mode: 0o600 })
}
