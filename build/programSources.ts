import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { namedBeside } from './namedBeside.ts'

/** Programs that no module names: what npm scripts run. */
const ranByScripts = [
  'src/cli/main.ts',
  'scripts/start.ts',
  'e2e/demo/main.ts',
  'e2e/crash/main.ts',
  'e2e/attack/main.ts',
  'bench/main.ts',
  'bench/corpus/main.ts',
]

/** Where a program's modules are, and what else decides how they are bundled. */
const sources = [
  'src/**/*.{ts,mjs,sql,json}',
  '{harness,e2e,bench,build,scripts}/**/*.{ts,mjs}',
  'electron.vite.config.ts',
  'package-lock.json',
]
const isLeftOut = (path: string): boolean => path.startsWith('src/renderer') || path.includes('node_modules')
/** Unit tests run sources as they are, and no bundle. */
const isUnitTest = (path: string): boolean => /(?<!\.integration|\.slow)\.test\.tsx?$/.test(path)

export interface ProgramSources {
  /** Changes with any of the files. */
  readonly fingerprint: string
  /** Every program that runs in a process or a thread of its own, by the path of its source from the root. */
  readonly programs: readonly string[]
}

/** Reads the sources of all programs. */
export function readProgramSources(root: string): ProgramSources {
  const files = sources
    .flatMap((pattern) => globSync(pattern, { cwd: root, exclude: isLeftOut }))
    .filter((path) => !isLeftOut(path))
    .toSorted()
  const hash = createHash('sha256').update(process.version)
  const programs = new Set(ranByScripts)
  for (const file of files) {
    if (isUnitTest(file)) continue
    const text = readFileSync(join(root, file), 'utf8')
    hash.update(`${file}\n${text.length}\n`).update(text)
    if (!file.endsWith('.ts')) continue
    for (const [, , name] of text.matchAll(namedBeside)) {
      const path = join(dirname(file), name ?? '')
      if (path.endsWith('.ts') && existsSync(join(root, path))) programs.add(path)
    }
  }
  return { fingerprint: hash.digest('hex').slice(0, 16), programs: [...programs].toSorted() }
}
