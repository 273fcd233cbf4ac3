import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import type { SourcesFile } from './aptSources.ts'
import type { Guest } from './guest.ts'

/** How this machine reaches the internet: proxies, certificates, where npm, pip and Electron's package download from. */
const passedOn = [
  /^(https?|ftp|all|no)_proxy$/i,
  /^(SSL_CERT_FILE|SSL_CERT_DIR|NODE_EXTRA_CA_CERTS|CURL_CA_BUNDLE|REQUESTS_CA_BUNDLE|GIT_SSL_CAINFO)$/,
  /^PIP_/,
  /^npm_config_(registry|proxy|https_proxy|noproxy|cafile|ca|strict_ssl|electron_mirror)$/i,
  /^ELECTRON_MIRROR$/,
]
const networkFiles = [
  '/etc/resolv.conf',
  '/etc/hosts',
  '/usr/local/share/ca-certificates',
  '/etc/apt/auth.conf.d',
  '/etc/apt/keyrings',
  '/etc/apt/trusted.gpg.d',
]
const globalConfigs = ['/etc/pip.conf', '/etc/npmrc', '/usr/etc/npmrc', '/usr/local/etc/npmrc']
const homeConfigs = ['.npmrc', '.config/pip/pip.conf', '.pip/pip.conf']
const aptConfigs = '/etc/apt/apt.conf.d'

/** The variables among `env` that say how the internet is reached. */
export function networkVariables(env: NodeJS.ProcessEnv): Record<string, string> {
  const taken = Object.entries(env).filter(([name]) => passedOn.some((pattern) => pattern.test(name)))
  return Object.fromEntries(taken.flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

/** Copies how this machine reaches the internet, and what its apt is told of downloads, into a guest. */
export async function copyNetworkSettings(guest: Guest): Promise<void> {
  for (const path of [...networkFiles, ...globalConfigs]) await copy(path, guest.at(path))
  for (const name of await namesIn(aptConfigs)) {
    const path = join(aptConfigs, name)
    if ((await readFile(path, 'utf8')).includes('Acquire')) await copy(path, guest.at(path))
  }
}

/** Copies what npm and pip were told by the person who runs this. */
export async function copyHomeSettings(guest: Guest, home: string): Promise<void> {
  for (const path of homeConfigs) await copy(join(homedir(), path), guest.at(join(home, path)))
}

/** Copies files that are on this machine and not in the guest, such as keys. */
export async function copyMissing(paths: readonly string[], guest: Guest): Promise<void> {
  for (const path of paths) if (!existsSync(guest.at(path))) await copy(path, guest.at(path))
}

/** @returns what tells this machine's apt of sources */
export async function readSourcesFiles(): Promise<SourcesFile[]> {
  const folder = '/etc/apt/sources.list.d'
  const paths = ['/etc/apt/sources.list', ...(await namesIn(folder)).map((name) => join(folder, name))]
  return Promise.all(
    paths
      .filter((path) => existsSync(path))
      .map(async (name) => ({ name, text: await readFile(name, 'utf8') })),
  )
}

async function copy(from: string, to: string): Promise<void> {
  if (!existsSync(from)) return
  await mkdir(dirname(to), { recursive: true })
  await cp(from, to, { recursive: true, dereference: true })
}

async function namesIn(folder: string): Promise<string[]> {
  return existsSync(folder) ? readdir(folder) : []
}
