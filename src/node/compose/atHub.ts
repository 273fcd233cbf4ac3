import { HubBlocklist } from '../catalogue/served/hubBlocklist.ts'
import { Reporting } from '../catalogue/served/reporting.ts'
import type { NodeBase } from './base.ts'

export interface AtHubParts {
  /** What the hub leaves out of what it finds and lists. */
  readonly hubBlocklist: HubBlocklist
  /** To the hub's operator. */
  readonly reporting: Reporting
}

/** What is read from the hub, and said to its operator, where a person asks for it. */
export function composeAtHub({ peer, hub, clock, options }: NodeBase): AtHubParts {
  return {
    hubBlocklist: new HubBlocklist(peer, hub, options.network.hub.raidenAddress),
    reporting: new Reporting({
      calls: peer,
      hub,
      account: options.keys.account,
      now: () => clock.now(),
    }),
  }
}
