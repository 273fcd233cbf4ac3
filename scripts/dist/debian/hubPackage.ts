import { execFile } from 'node:child_process'
import { chmod, copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { makeCliFolder } from '../cliFolder.ts'
import type { Manifest } from '../cliPackage.ts'
import { SetupProblem } from '../../setup/problem.mjs'
import { inPath } from '../../setup/run.mjs'
import { maintainerScripts } from './maintainerScripts.ts'
import { sysusers, tmpfiles, units } from './units.ts'

const run = promisify(execFile)
const machines: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' }
const place = 'usr/lib/busker-hub'

/**
 * Makes the package of a hub for Debian and what is built on it: the folder of the command line, units, account and folders.
 *
 * @param root the repository's root
 * @param target the folder it goes into
 * @returns the package, such as `busker-hub_0.1.0_amd64.deb`
 * @throws SetupProblem where there is no dpkg-deb; Error on a system that is not Linux on x64 or arm64
 */
export async function packHub(root: string, target: string, manifest: Manifest): Promise<string> {
  const machine = machines[process.arch]
  if (process.platform !== 'linux' || machine === undefined) {
    throw new Error(
      `A package for Debian is made on Linux, on x64 or arm64; this is ${process.platform} on ${process.arch}.`,
    )
  }
  if (!inPath('dpkg-deb')) {
    throw new SetupProblem(
      'A package for Debian is made with dpkg-deb, and there is none in PATH.',
      'apt-get install dpkg',
    )
  }
  await mkdir(target, { recursive: true })
  const stage = await mkdtemp(join(target, '.busker-hub-'))
  try {
    const { name, version, description, license } = manifest
    await makeCliFolder(root, join(stage, place), { name, version, description, license })
    await addFiles(root, stage)
    await run('chmod', ['-R', 'u=rwX,go=rX', stage])
    await addControl(stage, manifest, machine)
    const file = join(target, `busker-hub_${debianVersion(version)}_${machine}.deb`)
    await run('dpkg-deb', ['--root-owner-group', '-Zgzip', '--build', stage, file])
    return file
  } finally {
    await rm(stage, { recursive: true, force: true })
  }
}

/** What lies elsewhere than the command line. */
async function addFiles(root: string, stage: string): Promise<void> {
  const texts = {
    'usr/lib/sysusers.d/busker-hub.conf': sysusers,
    'usr/lib/tmpfiles.d/busker-hub.conf': tmpfiles,
    ...Object.fromEntries(
      Object.entries(units()).map(([name, text]) => [`usr/lib/systemd/system/${name}`, text]),
    ),
  }
  for (const [path, text] of Object.entries(texts)) {
    await mkdir(join(stage, dirname(path)), { recursive: true })
    await writeFile(join(stage, path), text)
  }
  const copies = {
    'usr/share/doc/busker-hub/copyright': 'LICENSE',
    'usr/share/doc/busker-hub/CHANGELOG.md': 'CHANGELOG.md',
    'usr/share/doc/busker-hub/operating-a-hub.md': 'docs/operating-a-hub.md',
    'usr/share/doc/busker-hub/operating-a-tower.md': 'docs/operating-a-tower.md',
  }
  for (const [path, from] of Object.entries(copies)) {
    await mkdir(join(stage, dirname(path)), { recursive: true })
    await copyFile(join(root, from), join(stage, path))
  }
  const { stdout } = await run(join(stage, place, 'busker'), ['completion', 'bash'])
  const completions = join(stage, 'usr/share/bash-completion/completions')
  await mkdir(completions, { recursive: true })
  await writeFile(join(completions, 'busker'), stdout)
  await mkdir(join(stage, 'usr/bin'))
  await symlink(`../lib/busker-hub/busker`, join(stage, 'usr/bin/busker'))
}

async function addControl(stage: string, manifest: Manifest, machine: string): Promise<void> {
  const { stdout } = await run('du', ['-sk', stage])
  const fields = {
    Package: 'busker-hub',
    Version: debianVersion(manifest.version),
    Architecture: machine,
    Maintainer: manifest.author,
    'Installed-Size': stdout.split('\t')[0],
    Section: 'net',
    Priority: 'optional',
    Depends:
      'ca-certificates, libc6 (>= 2.28), libgcc-s1, libstdc++6, systemd | systemd-standalone-sysusers, systemd | systemd-standalone-tmpfiles',
    // The application is called by the same name.
    Conflicts: 'busker',
    Description: `${manifest.description}\n The command line, and the services of an operator: hub, Ursula, tower, relay.`,
  }
  const folder = join(stage, 'DEBIAN')
  await mkdir(folder)
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`)
  await writeFile(join(folder, 'control'), lines.join(''))
  for (const [name, text] of Object.entries(maintainerScripts)) {
    await writeFile(join(folder, name), text)
    await chmod(join(folder, name), 0o755)
  }
}

/** What comes before a version sorts before it: `1.0.0-beta.2` is `1.0.0~beta.2`. */
const debianVersion = (version: string): string => version.replace('-', '~')
