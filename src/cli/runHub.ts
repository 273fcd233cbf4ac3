import { join } from 'node:path'
import { hubIdentity, openHubKeys } from '../hub/hubKeys.ts'
import { openOperatedHub } from '../hub/openOperatedHub.ts'
import { runService } from './runService.ts'
import type { Terminal } from './terminal.ts'

/** Tells which account to fund, making the hub's keys where there are none. Errors: {@link openHubKeys}. */
export async function showHubAddress(folder: string, terminal: Terminal): Promise<void> {
  const { raidenAddress, peer } = await hubIdentity(await openHubKeys(folder))
  terminal.result(
    { account: raidenAddress, peer },
    `Send gas money and the budget in tokens to ${raidenAddress}. The peer is ${peer}.`,
  )
}

/** Runs the hub that `hub.json` in `folder` describes until a signal ends it. Errors: {@link openOperatedHub}, {@link runService}. */
export async function runHub(folder: string, terminal: Terminal): Promise<void> {
  await runService(
    {
      name: 'hub',
      folder,
      async open(log) {
        const { hub, profile } = await openOperatedHub(folder, log)
        const file = join(folder, 'network.json')
        const describe = () => ({
          facts: { profile: file, peer: hub.peer.id, account: profile.hub.raidenAddress },
          text: `The hub runs. Give ${file} to those who are to join. End it with Ctrl-C.`,
        })
        return { service: hub, describe }
      },
    },
    terminal,
  )
}
