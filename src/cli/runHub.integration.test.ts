import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import getPort from 'get-port'
import { bytesToHex, parseEther } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PeerHarness } from '../ipfs/testing/peerHarness.ts'
import { descendantsOf } from '../localnet/testing/descendants.ts'
import { openTestChain, type TestChain } from '../localnet/testing/testChain.ts'
import { writeHubConfig } from '../localnet/testing/writeHubConfig.ts'
import { processIdentityOf, waitForExit } from '../process/processIdentity.ts'
import { hubProtocol } from '../protocol/hub.ts'
import { decodeInvitation } from '../protocol/invitation.ts'
import { address, hex32, peerIdText } from '../shared/ids.ts'
import { decodeNetworkProfile } from '../shared/networkProfile.ts'
import { runCommand } from './testing/runCommand.ts'
import { startCommand } from './testing/startCommand.ts'

const peers = new PeerHarness()
let testChain: TestChain

beforeAll(async () => {
  testChain = await openTestChain()
})
afterAll(async () => {
  await peers.stop()
  await testChain.close()
})

test('an operator’s hub runs from one command, says how it is, and leaves nothing when it is told to stop', async () => {
  const { chain, folder } = testChain
  const hubFolder = join(folder, 'hub')
  const metricsPort = await getPort({ host: '127.0.0.1' })
  await writeHubConfig(hubFolder, chain, { metrics: { port: metricsPort } })
  const shown = await runCommand(['--json', 'hub', 'address', hubFolder])
  const account = address.parse((JSON.parse(shown.stdout) as { account: unknown }).account)
  await chain.faucet().give(account, { wei: parseEther('1'), token: 250n })

  const started = await startCommand(['hub', 'run', hubFolder])
  const { child } = started
  const ready = started.ready as { event: string; profile: string; peer: string; pid: number }
  try {
    expect(ready).toMatchObject({ event: 'ready', account, pid: child.pid })

    const profile = decodeNetworkProfile(await readFile(ready.profile, 'utf8'))
    const peer = await peers.peer({ bootstrap: profile.hub.peers })
    const welcome = await peer.call(peerIdText.parse(ready.peer), hubProtocol, 'welcome', {})
    expect(welcome.network).toEqual(profile)

    const out = join(folder, 'invitation')
    const credit = ['--credit', '0.00000000000000005', '--days', '7', '--out', out]
    const invited = await runCommand(['--json', 'hub', 'invite', hubFolder, ...credit])
    const { link, files } = JSON.parse(invited.stdout) as { link: string; files: string[] }
    expect(files).toEqual(['busker', 'svg', 'png'].map((ending) => `${out}.${ending}`))
    expect(await readFile(`${out}.busker`, 'utf8')).toBe(`${link}\n`)
    const invitation = decodeInvitation(link)
    const asked = { profile: hex32.parse(bytesToHex(invitation.profile)), voucher: invitation.voucher }
    const offered = await peer.call(invitation.hub, hubProtocol, 'invitation', asked)
    expect(decodeNetworkProfile(offered.profile)).toEqual(profile)
    expect(offered.credit).toEqual({ amount: 50n, problem: null })
    const [voucher] = JSON.parse((await runCommand(['--json', 'hub', 'vouchers', hubFolder])).stdout)
    expect(voucher).toMatchObject({ credit: '50', state: 'issued' })
    await runCommand(['hub', 'revoke', hubFolder, String(voucher.hash)])
    const revoked = await peer.call(invitation.hub, hubProtocol, 'invitation', asked)
    expect(revoked.credit).toMatchObject({ amount: null, problem: { code: 'HUB_VOUCHER_UNKNOWN' } })

    const told = new Promise<unknown>((resolve) => {
      createInterface(child.stderr).on('line', (text) => {
        if (text.includes('"msg":"status"')) resolve((JSON.parse(text) as { status: unknown }).status)
      })
    })
    child.kill('SIGUSR2')
    expect(await told).toMatchObject({
      raiden: { state: 'running', address: account, openChannels: 0, tokens: '250' },
      funding: { deposit: '100', budget: '250', spent: '0', waiting: 0 },
    })

    const metrics = `http://127.0.0.1:${metricsPort}`
    expect((await fetch(`${metrics}/readyz`)).status).toBe(200)
    expect(await (await fetch(`${metrics}/metrics`)).text()).toContain('\nbusker_hub_tokens 250\n')

    const second = await runCommand(['--json', 'hub', 'run', hubFolder])
    expect(second).toMatchObject({ code: 1, stdout: '' })
    expect(second.stderr).toContain('PROCESS_FOLDER_IN_USE')

    const all = [processIdentityOf(ready.pid), ...descendantsOf(ready.pid)].filter((each) => each !== null)
    expect(all.length).toBeGreaterThan(1)
    const ended = once(child, 'close')
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
    expect(await Promise.all(all.map((each) => waitForExit(each, 1000)))).not.toContain(false)
    expect(existsSync(join(hubFolder, 'holder.json'))).toBe(false)
  } finally {
    child.kill('SIGKILL')
  }
})
