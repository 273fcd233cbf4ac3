import type { HubStatus } from '../hubStatusView.ts'

type RunningRaiden = Extract<HubStatus['raiden'], { tokens: string }>

export interface StatusChange {
  readonly raiden?: Partial<RunningRaiden>
  readonly money?: Partial<NonNullable<HubStatus['money']>>
  readonly funding?: Partial<HubStatus['funding']>
}

/** The status of a hub that is well, but for what is changed. */
export function testStatus({ raiden, money, funding }: StatusChange): HubStatus {
  return {
    peer: { id: 'hub', addresses: [], connected: 2 },
    raiden: {
      state: 'running',
      address: '0xa',
      block: 7,
      chain: true,
      homeserver: true,
      openChannels: 1,
      tokens: '500',
      gasWei: '1000000000000000000',
      ...raiden,
    },
    clock: { lagMs: 1000, skewMs: 0, problem: null },
    disk: null,
    funding: { deposit: '100', budget: '1000', spent: '100', waiting: 0, ...funding },
    money: { free: '500', locked: '100', promised: '0', owed: '0', ...money },
    members: 1,
    letters: 0,
    leases: 0,
    names: 0,
    database: null,
    snapshotBytes: 0,
    pins: { artists: 0, unfinished: 0, bytes: 0, problem: null },
    ursulas: { configured: 3, well: 3 },
    rejections: {},
    problems: [],
  }
}
