import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { root } from '../dependencies.mjs'
import { SetupProblem } from '../problem.mjs'
import { run } from '../run.mjs'
import { releaseIn } from '../systemPackages.mjs'
import { sourcesFor } from './aptSources.ts'
import { type Account, type Guest, rootAccount, userAccount } from './guest.ts'
import { copyHomeSettings, copyMissing, copyNetworkSettings, readSourcesFiles } from './hostSettings.ts'

/** All that a newcomer is expected to have. */
const packages = ['nodejs', 'npm', 'git', 'ca-certificates']

/**
 * Fills a guest with the smallest Debian there is, Node, npm and git, and a clone of what is committed here.
 *
 * @param account whose home the clone is in
 * @throws SetupProblem when this machine does not know where its own packages come from
 */
export async function makeFreshSystem(guest: Guest, release: string, account: Account): Promise<void> {
  const here = releaseIn(await readFile('/etc/os-release', 'utf8'))
  const sources = sourcesFor(await readSourcesFiles(), here, release)
  if (!sources)
    throw new SetupProblem(
      `/etc/apt names no source of ${here || 'this system'}, so of ${release} neither.`,
      'apt-cache policy',
    )

  await guest.debootstrap(release, sources.mirror)
  await copyNetworkSettings(guest)
  await copyMissing(sources.keyrings, guest)
  await writeFile(guest.at('/etc/apt/sources.list'), `${sources.lines}\n`)
  await writeFile(guest.at('/etc/apt/sources.list.d/copied.sources'), `${sources.stanzas}\n`)
  const install = `apt-get install -y --no-install-recommends ${packages.join(' ')}`
  await guest.mustRun(
    `update-ca-certificates && apt-get update && DEBIAN_FRONTEND=noninteractive ${install}`,
    rootAccount,
  )

  const { name, uid, home } = account
  if (account === userAccount) await guest.mustRun(`useradd --uid ${uid} --create-home ${name}`, rootAccount)
  await mkdir(guest.at(home), { recursive: true })
  await copyHomeSettings(guest, home)
  await clone(guest)
  await guest.mustRun(`chown -R ${name} ${home}`, rootAccount)
  await guest.mustRun('git -c advice.detachedHead=false clone -q /tmp/busker.bundle busker', account)
}

/** What is committed, as one file that the guest's own git can clone. */
async function clone(guest: Guest): Promise<void> {
  const bundle = guest.at('/tmp/busker.bundle')
  const { ok, output } = await run('git', ['bundle', 'create', bundle, 'HEAD'], { cwd: root })
  if (!ok) throw new Error(`git bundle failed: ${output}`)
}
