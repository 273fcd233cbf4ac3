import { resolve } from 'node:path'
import { connectControl } from '../../node/control/controlClient.ts'
import { nodeFolder } from '../../node/store/nodeFolder.ts'
import type { ApiClient } from '../../shared/api/define.ts'
import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import { type HubApi, hubApi } from './hubApi.ts'

/** How long the hub's process may take to say how it is, ms: longer than it waits for any of its parts. */
const patienceMs = 8_000

/**
 * Asks the hub that runs on `folder`.
 *
 * @throws (by `ask`) BuskerError `HUB_NOT_RUNNING`; `HUB_PART_SILENT` where its process hangs; the hub's own codes
 */
export function askHub(folder: string): ApiClient<HubApi> {
  const client = connectControl(hubApi, nodeFolder(resolve(folder)).controlSocket)
  return {
    async ask(method, input, options) {
      const signal = method === 'status' ? AbortSignal.timeout(patienceMs) : options?.signal
      try {
        return await client.ask(method, input, { ...options, ...(signal && { signal }) })
      } catch (error) {
        throw toHubError(error, folder)
      }
    },
  }
}

function toHubError(error: unknown, folder: string): unknown {
  if (error instanceof Error && ['AbortError', 'TimeoutError'].includes(error.name)) {
    return new BuskerError(
      'HUB_PART_SILENT',
      `The hub of ${folder} runs, and has not answered for ${patienceMs / 1000} s. If that stays, end its process and start it again: nothing is lost.`,
      { cause: error },
    )
  }
  if (!isBuskerError(error, 'CONTROL_NODE_NOT_RUNNING') && !isBuskerError(error, 'CONTROL_NODE_GONE')) {
    return error
  }
  return new BuskerError('HUB_NOT_RUNNING', `No hub runs on ${folder}. Start it: busker hub up ${folder}`, {
    cause: error,
  })
}
