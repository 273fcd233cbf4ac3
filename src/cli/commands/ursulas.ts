import type { Command } from 'commander'
import type { AnnouncedUrsulas, UrsulasView } from '../../shared/api/ursulas.ts'
import { parseCount } from '../arguments.ts'
import { contextOf, type Context } from '../context.ts'
import { table } from '../terminal.ts'

/** ursulas list | announced | add | remove | require. */
export function ursulasCommands(program: Command): void {
  const ursulas = program.command('ursulas').description('who re-encrypts what you sell for those who buy it')

  ursulas
    .command('list', { isDefault: true })
    .description('the Ursulas, how each is, and how many of them opening takes')
    .action(async (_flags: unknown, command: Command) => {
      const context = contextOf(command)
      showUrsulas(await context.node.ask('ursulas', {}), context)
    })

  ursulas
    .command('announced')
    .description('Ursulas that made themselves known at the hub: add only those whose operator you know')
    .action(async (_flags: unknown, command: Command) => {
      const context = contextOf(command)
      showAnnounced(await context.node.ask('announcedUrsulas', {}), context)
    })

  ursulas
    .command('require <threshold> <shares>')
    .description('from the next sale on so many hold a share, and so many of them are needed: require 2 3')
    .action(async (threshold: string, shares: string, _flags: unknown, command: Command) => {
      const context = contextOf(command)
      const terms = { threshold: parseCount(threshold, 1, 30), shares: parseCount(shares, 1, 30) }
      showUrsulas(await context.node.ask('setUrsulaTerms', terms), context)
    })

  ursulas
    .command('add <address>')
    .description('sell with one more Ursula: /ip4/…/tcp/…/p2p/…')
    .action(async (address: string, _flags: unknown, command: Command) => {
      const context = contextOf(command)
      showUrsulas(await context.node.ask('addUrsula', { address }), context)
    })

  ursulas
    .command('remove <peer>')
    .description('sell no more with an Ursula that you have added')
    .action(async (peer: string, _flags: unknown, command: Command) => {
      const context = contextOf(command)
      showUrsulas(await context.node.ask('removeUrsula', { peer }), context)
    })
}

const sources = { own: 'you', profile: 'the network', hub: 'the hub' } as const

function showUrsulas(view: UrsulasView, { terminal }: Context): void {
  const { threshold, shares, operators } = view
  const rows = view.ursulas.map(({ peer, operator, source, silentSince }) => [
    operator ?? '',
    operator === null
      ? 'not reached yet'
      : silentSince === null
        ? 'answers'
        : `silent since ${new Date(silentSince).toISOString()}`,
    sources[source],
    peer,
  ])
  const terms = `Opening takes ${threshold} of ${shares} Ursulas. Those that answer are of ${operators} ${operators === 1 ? 'operator' : 'operators'}.`
  terminal.result(
    view,
    rows.length === 0
      ? `${terms}\nNone is known yet.`
      : `${terms}\n${table(['Operator', 'Now', 'Named by', 'Peer'], rows)}`,
  )
}

function showAnnounced(announced: AnnouncedUrsulas, { terminal }: Context): void {
  const rows = announced.map(({ operator, isNameTaken, address }) => [
    operator,
    isNameTaken ? 'called as one that you have' : '',
    address,
  ])
  terminal.result(
    announced,
    rows.length === 0
      ? 'No other Ursula has announced herself at the hub.'
      : `Anybody can announce an Ursula under any name. Add those whose operator you know: busker ursulas add ADDRESS\n${table(['Calls its operator', '', 'Address'], rows)}`,
  )
}
