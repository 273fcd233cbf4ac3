import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sqliteBindingPath } from '../../../src/process/toolPaths.mjs'
import { putInPlace, withWorkFolder } from './cache.ts'
import { root } from '../dependencies.mjs'
import { SetupProblem } from '../problem.mjs'
import { reasonIn } from '../reasons.mjs'
import { inPath, run } from '../run.mjs'
import { installPackages } from '../systemPackages.mjs'

const modules = join(root, 'node_modules')
const source = join(modules, 'better-sqlite3')
const common = ['-c', '-O1', '-fPIC', '-DNDEBUG', '-w', `-I${join(source, 'deps', 'sqlite3')}`]

/** The experimental version: that is where runtimes with Node-API 9 keep what later became version 10. */
const nodeApi = [
  'NAPI_VERSION=2147483647',
  'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
  'NAPI_DISABLE_CPP_EXCEPTIONS',
]
const defines = [...nodeApi, 'NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS', 'NODE_GYP_MODULE_NAME=better_sqlite3']
const style = [
  '-std=c++20',
  '-fvisibility=hidden',
  '-fvisibility-inlines-hidden',
  ...defines.map((name) => `-D${name}`),
]
const headers = [
  ...['node-addon-api', 'node-api-headers/include'].map((name) => `-I${join(modules, name)}`),
  '-include',
  join(root, 'scripts', 'setup', 'parts', 'napi9.h'),
]

/** Builds better-sqlite3 once for the fallback Electron: the binding it ships needs Node-API 10, that Electron has 9. */
export async function buildSqliteBinding(): Promise<void> {
  if (!inPath('g++'))
    await installPackages(['g++'], 'Building SQLite for this Electron needs a C++ compiler.')
  await withWorkFolder(async (folder) => {
    const sqlite = [...common, ...sqliteDefines(), join(source, 'deps', 'sqlite3', 'sqlite3.c')]
    const binding = [...style, ...headers, ...common, join(source, 'src', 'better_sqlite3.cpp')]
    await Promise.all([compile('gcc', ['-std=c99', ...sqlite], folder), compile('g++', binding, folder)])
    const linking = ['-shared', '-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL', '-o', 'binding.node']
    await compile('g++', [...linking, 'better_sqlite3.o', 'sqlite3.o', '-ldl', '-lpthread'], folder)
    await putInPlace(join(folder, 'binding.node'), sqliteBindingPath())
  })
}

/** The options the package compiles SQLite with. */
function sqliteDefines(): string[] {
  const text = readFileSync(join(source, 'deps', 'defines.gypi'), 'utf8')
  return [...text.matchAll(/'([A-Z0-9_]+(?:=[^']*)?)',/g)].map((match) => `-D${match[1]}`)
}

async function compile(compiler: string, args: readonly string[], cwd: string): Promise<void> {
  const { ok, output } = await run(compiler, args, { cwd })
  if (ok) return
  throw new SetupProblem(`Building better-sqlite3 failed: ${reasonIn(output)}.`, 'npm run setup -- electron')
}
