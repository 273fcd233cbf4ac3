import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { createInvitation, type InvitingHub } from '../hub/invitations/createInvitation.ts'
import { qrPng, qrSvg } from '../node/promotion/qrCode.ts'
import { type Voucher, Vouchers } from '../hub/invitations/vouchers.ts'
import { withFunding } from '../hub/funding/openFunding.ts'
import { openHubKeys } from '../hub/hubKeys.ts'
import { type HubStore, openHubStore } from '../hub/openHubStore.ts'
import { type OperatorConfig, profileOfHub, readOperatorConfig } from '../hub/operatorConfig.ts'
import { BuskerError } from '../shared/errors.ts'
import { hex32 } from '../shared/ids.ts'
import type { NetworkProfile } from '../shared/networkProfile.ts'
import { formatAmount, parseAmount } from './amounts.ts'
import { parseCount } from './arguments.ts'
import { table, type Terminal } from './terminal.ts'
import { terminalQr } from './terminalQr.ts'

export interface InviteFlags {
  readonly credit?: string
  readonly days?: string
  /** Path of the files, without their endings. */
  readonly out?: string
}

/** Of a PNG, px: as on a poster. */
const pictureSide = 1024
const dayMs = 24 * 60 * 60_000

/** Makes an invitation to the network of the hub in `folder`, whether it runs or not. Errors: {@link createInvitation}. */
export async function invite(folder: string, flags: InviteFlags, terminal: Terminal): Promise<void> {
  await withHub(folder, async ({ store, engine, config, profile }) => {
    const { token } = profile
    const credit = flags.credit === undefined ? null : parseAmount(flags.credit, token.decimals)
    const days = flags.days === undefined ? null : parseCount(flags.days, 1, 3650)
    const terms = { credit, validForMs: days === null ? null : days * dayMs }
    const link = await createInvitation(
      { store, engine, profile, funding: config.funding, now: Date.now },
      terms,
    )
    const files = flags.out === undefined ? [] : await writeFiles(flags.out, link)
    const isUnpaid = credit === null || credit === 0n
    const words = [
      isUnpaid
        ? `Whoever opens it is asked to join “${profile.name}”.`
        : `Whoever redeems it first has ${formatAmount(credit, token)} to spend, once, out of your budget.`,
      days === null ? 'It does not run out.' : `It runs out in ${days} ${days === 1 ? 'day' : 'days'}.`,
      ...(isUnpaid ? [] : ['Hand it to one person: whoever has the link has the credit.']),
      ...files.map((file) => `Written: ${file}`),
    ]
    terminal.result({ link, files }, `${terminalQr(link)}\n${link}\n\n${words.join('\n')}`)
  })
}

/** Tells what became of the credit that was given out. */
export async function listVouchers(folder: string, terminal: Terminal): Promise<void> {
  await withHub(folder, async ({ engine, profile }) => {
    const vouchers = await new Vouchers(engine, Date.now).list()
    const rows = vouchers.map(({ hash, credit, until, issuedAt, ...rest }) => [
      shortHash(hash),
      formatAmount(credit, profile.token),
      stateOf({ until, ...rest }),
      new Date(issuedAt).toISOString(),
      until === null ? 'never' : new Date(until).toISOString(),
    ])
    const text =
      rows.length === 0
        ? 'No credit was given out.'
        : table(['Voucher', 'Credit', 'State', 'Made', 'Runs out'], rows)
    const facts = vouchers.map(({ credit, ...rest }) => ({ ...rest, credit: String(credit) }))
    terminal.result(facts, text)
  })
}

/** Takes credit back that nobody has redeemed. @throws BuskerError `HUB_VOUCHER_UNKNOWN`, `HUB_VOUCHER_USED` */
export async function revokeVoucher(folder: string, text: string, terminal: Terminal): Promise<void> {
  await withHub(folder, async ({ engine }) => {
    const vouchers = new Vouchers(engine, Date.now)
    const [found, ...others] = (await vouchers.list()).filter(
      ({ hash }) => hash === text || shortHash(hash) === text,
    )
    if (found === undefined || others.length > 0) {
      throw new BuskerError('HUB_VOUCHER_UNKNOWN', `There is no voucher ${text}. See: busker hub vouchers`)
    }
    if (!(await vouchers.revoke(found.hash))) {
      throw new BuskerError('HUB_VOUCHER_USED', 'It has been redeemed, or taken back, already.')
    }
    terminal.result(
      { revoked: found.hash },
      'Taken back: nobody can redeem it any more. Joining by its link still works.',
    )
  })
}

interface OpenedHub {
  readonly store: HubStore
  readonly engine: InvitingHub['engine']
  readonly config: OperatorConfig
  readonly profile: NetworkProfile
}

async function withHub(folder: string, use: (hub: OpenedHub) => Promise<void>): Promise<void> {
  const config = await readOperatorConfig(folder)
  const profile = await profileOfHub(config, await openHubKeys(folder))
  const store = openHubStore(join(folder, 'hub.sqlite'))
  try {
    const { raidenAddress } = profile.hub
    await withFunding(store, config.databaseUrl, raidenAddress, async (engine) =>
      use({ store, engine, config, profile }),
    )
  } finally {
    store.close()
  }
}

async function writeFiles(path: string, link: string): Promise<string[]> {
  const contents = { busker: `${link}\n`, svg: qrSvg(link), png: Buffer.from(qrPng(link, pictureSide)) }
  const files = Object.entries(contents).map(([ending, content]) => ({ file: `${path}.${ending}`, content }))
  // A link with credit in it is money.
  for (const { file, content } of files) await writeFileAtomic(file, content, { mode: 0o600 })
  return files.map(({ file }) => file)
}

function stateOf({ state, until }: Pick<Voucher, 'state' | 'until'>): string {
  return state === 'issued' && until !== null && until <= Date.now() ? 'run out' : state
}

function shortHash(hash: string): string {
  return hex32.parse(hash).slice(2, 14)
}
