import { join } from 'node:path'
import { createHomeserver } from '../hub/homeserver/homeserver.ts'
import { hubIdentity, openHubKeys } from '../hub/hubKeys.ts'
import { readOperatorConfig } from '../hub/operatorConfig.ts'
import { openOperatedHub } from '../hub/openOperatedHub.ts'
import { BuskerError } from '../shared/errors.ts'
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

/** What of a hub runs in this process; left out: all that `hub.json` names. */
export type HubService = 'hub' | 'homeserver'

/**
 * Runs the hub that `hub.json` in `folder` describes until a signal ends it. Errors: {@link openOperatedHub}, {@link runService}.
 *
 * @param only everything but the homeserver, or the homeserver alone
 */
export async function runHub(folder: string, terminal: Terminal, only?: HubService): Promise<void> {
  if (only === 'homeserver') return runHomeserver(folder, terminal)
  await runService(
    {
      name: 'hub',
      folder,
      async logFile() {
        const { log } = await readOperatorConfig(folder)
        return log && { file: join(folder, 'hub.log'), maxBytes: log.megabytes * 2 ** 20, keep: log.keep }
      },
      async open(log) {
        const { hub, profile } = await openOperatedHub(folder, log, { withHomeserver: only === undefined })
        const file = join(folder, 'network.json')
        const describe = () => ({
          facts: { profile: file, peer: hub.peer.id, account: profile.hub.raidenAddress },
          text: `The hub runs. Give ${file} to those who are to join. End it with Ctrl-C.`,
        })
        const report = async () => {
          const { status, ...process } = await hub.report()
          return status ?? process
        }
        return { service: { start: () => hub.start(), stop: () => hub.stop(), report }, describe }
      },
    },
    terminal,
  )
}

/** Runs the embedded homeserver alone, so that it outlives the hub. */
async function runHomeserver(folder: string, terminal: Terminal): Promise<void> {
  await runService(
    {
      name: 'homeserver',
      folder: join(folder, 'homeserver'),
      async open() {
        const { homeserver } = await readOperatorConfig(folder)
        if (homeserver === null) {
          throw new BuskerError(
            'HUB_HOMESERVER_NONE',
            `${join(folder, 'hub.json')} names no embedded homeserver: run your own, or set homeserver.`,
          )
        }
        const server = createHomeserver({ ...homeserver, dataFile: join(folder, 'homeserver.sqlite') })
        const describe = () => ({
          facts: { url: server.url },
          text: `The homeserver runs at ${server.url}. End it with Ctrl-C.`,
        })
        const report = async () => ({ url: server.url })
        return { service: { start: () => server.start(), stop: () => server.stop(), report }, describe }
      },
    },
    terminal,
  )
}
