import { type Command, Option } from 'commander'
import { parsePath } from '../arguments.ts'
import { contextOf } from '../context.ts'
import type { FeeFlags } from '../agreeToFee.ts'
import type { CloseFlags, SweepFlags } from '../hubMoney.ts'
import type { BackUpFlags, DeployFlags, InitFlags } from '../hubSetup.ts'
import type { HubService } from '../runHub.ts'
import { hubInvitationCommands } from './hubInvitations.ts'
import { hubModerationCommands } from './hubModeration.ts'
import { runOrServe, type ServiceFlags, serviceOption } from './serviceOption.ts'

interface UpFlags extends ServiceFlags {
  readonly only?: HubService
}

/** hub address | up | status, set-up, money, invitations, and what it hides. What takes long to load is loaded by the command that needs it. */
export function hubCommands(program: Command): void {
  const hub = program
    .command('hub')
    .description('what an operator runs on a server; see docs/operating-a-hub.md')

  hub
    .command('address')
    .description('the account to fund and the peer, made where there are none yet')
    .argument('<folder>', 'where the hub keeps everything')
    .action(async (folder: string, _flags: unknown, command: Command) => {
      const { showHubAddress } = await import('../runHub.ts')
      await showHubAddress(parsePath(folder), contextOf(command).terminal)
    })

  hub
    .command('up')
    .alias('run')
    .description('run the hub that hub.json in this folder describes, until Ctrl-C')
    .argument('<folder>', 'where the hub keeps everything')
    .addOption(
      new Option('--only <service>', 'all but the embedded homeserver, or that one alone').choices([
        'hub',
        'homeserver',
      ]),
    )
    .addOption(serviceOption('hub'))
    .action(
      runOrServe<UpFlags>(
        'hub',
        async (folder, terminal, { only }) => {
          const { runHub } = await import('../runHub.ts')
          await runHub(folder, terminal, only)
        },
        ({ only }) => (only === undefined ? [] : ['--only', only]),
      ),
    )

  hub
    .command('status')
    .description('how the hub of this folder is, whatever hangs; ends with 3 where it does not run')
    .argument('<folder>', 'where the hub keeps everything')
    .action(async (folder: string, _flags: unknown, command: Command) => {
      const { showHubStatus } = await import('../hubStatus.ts')
      await showHubStatus(parsePath(folder), contextOf(command).terminal)
    })

  hubInvitationCommands(hub)
  hubModerationCommands(hub)
  hubSetupCommands(hub)
  hubMoneyCommands(hub)
}

/** From an empty folder to a hub that is well. */
function hubSetupCommands(hub: Command): void {
  hub
    .command('init')
    .description('write hub.json: asks what it can’t know, and finds out the rest')
    .argument('<folder>', 'where the hub keeps everything')
    .option('--operator <name>', 'who runs it')
    .option('--host <host>', 'the name or address at which people reach it')
    .option('--rpc <url>', 'where the chain is asked')
    .option(
      '--token <token>',
      'what music is paid with: a symbol that Busker knows on this chain, or an address',
    )
    .option('--deposit <amount>', 'what the hub puts into the channel of who sells')
    .option('--matrix-url <url>', 'a homeserver of your own; left out: the embedded one')
    .option('--synapse', 'write what a Synapse of your own needs into FOLDER/synapse, and use it')
    .option('--kubo-url <url>', 'the RPC of a Kubo that keeps what is pinned; left out: the hub itself')
    .option('--path-finding-url <url>', 'where people reach path finding, where that is a proxy')
    .action(async (folder: string, flags: InitFlags, command: Command) => {
      const { initHub } = await import('../hubSetup.ts')
      await initHub(parsePath(folder), flags, contextOf(command).terminal)
    })

  hub
    .command('deploy')
    .description('deploy Raiden’s contracts for a token, where Busker knows none; goes on where it broke off')
    .argument('<folder>', 'where the hub keeps everything')
    .option('--rpc <url>', 'where the chain is asked')
    .option('--token <token>', 'what music is paid with')
    .option('--settle-days <days>', 'how many days a closed channel waits')
    .option(...maxFee)
    .action(async (folder: string, flags: DeployFlags, command: Command) => {
      const { deployForHub } = await import('../hubSetup.ts')
      await deployForHub(parsePath(folder), flags, contextOf(command).terminal)
    })

  hub
    .command('doctor')
    .description('look at all that a hub needs, whether it runs or not')
    .argument('<folder>', 'where the hub keeps everything')
    .action(async (folder: string, _flags: unknown, command: Command) => {
      const { showExamination } = await import('../hubSetup.ts')
      await showExamination(parsePath(folder), contextOf(command).terminal)
    })

  hub
    .command('backup')
    .description('copy what a hub can’t do without; it may be running')
    .argument('<folder>', 'where the hub keeps everything')
    .argument('<target>', 'a folder that is not there yet')
    .option('--no-database', 'leave out a PostgreSQL that hub.json names')
    .action(async (folder: string, target: string, flags: BackUpFlags, command: Command) => {
      const { showBackUp } = await import('../hubSetup.ts')
      await showBackUp(parsePath(folder), parsePath(target), flags, contextOf(command).terminal)
    })

  hub
    .command('move')
    .description('move what a stopped hub has kept into the PostgreSQL that hub.json names')
    .argument('<folder>', 'where the hub keeps everything')
    .action(async (folder: string, _flags: unknown, command: Command) => {
      const { showMove } = await import('../hubSetup.ts')
      await showMove(parsePath(folder), contextOf(command).terminal)
    })

  hub
    .command('upgrade')
    .description('bring what a stopped hub has kept up to this version, after a copy')
    .argument('<folder>', 'where the hub keeps everything')
    .action(async (folder: string, _flags: unknown, command: Command) => {
      const { showUpgrade } = await import('../hubSetup.ts')
      await showUpgrade(parsePath(folder), contextOf(command).terminal)
    })
}

const maxFee = [
  '--max-fee <amount>',
  'the most it may cost, in the chain’s coin; left out: you are asked',
] as const

/** What the operator does with the hub's money; the hub has to run. */
function hubMoneyCommands(hub: Command): void {
  hub
    .command('channels')
    .description('the channels, and what is yours in each')
    .argument('<folder>', 'where the hub keeps everything')
    .action(async (folder: string, _flags: unknown, command: Command) => {
      const { showHubChannels } = await import('../hubMoney.ts')
      await showHubChannels(parsePath(folder), contextOf(command).terminal)
    })

  hub
    .command('admit')
    .description('fund the channel of an account when it asks, although it has put nothing in')
    .argument('<folder>', 'where the hub keeps everything')
    .argument('<account>', 'whose')
    .action(async (folder: string, account: string, _flags: unknown, command: Command) => {
      const { admitToHub } = await import('../hubMoney.ts')
      await admitToHub(parsePath(folder), account, contextOf(command).terminal)
    })

  hub
    .command('close')
    .description('close channels; what is yours comes back by itself, whatever crashes')
    .argument('<folder>', 'where the hub keeps everything')
    .argument('[partners...]', 'the accounts on their other side')
    .option('--all', 'all channels, and those too that are opened later; nothing is funded any more')
    .option('--idle <days>', 'those in which nothing has moved for so long')
    .option('--cancel', 'leave open what is not closed yet, and fund channels again')
    .option(...maxFee)
    .action(async (folder: string, partners: string[], flags: CloseFlags, command: Command) => {
      const { closeHubChannels } = await import('../hubMoney.ts')
      await closeHubChannels(parsePath(folder), partners, flags, contextOf(command).terminal)
    })

  hub
    .command('withdraw')
    .description('take tokens out of an open channel; its other side must be online')
    .argument('<folder>', 'where the hub keeps everything')
    .argument('<partner>', 'the account on its other side')
    .argument('<amount>', 'in tokens')
    .option(...maxFee)
    .action(async (folder: string, partner: string, amount: string, flags: FeeFlags, command: Command) => {
      const { withdrawFromChannel } = await import('../hubMoney.ts')
      await withdrawFromChannel(parsePath(folder), partner, amount, flags, contextOf(command).terminal)
    })

  hub
    .command('sweep')
    .description('send what is free out of the hub’s account')
    .argument('<folder>', 'where the hub keeps everything')
    .argument('<address>', 'to whom')
    .option('--coin', 'the coin for the chain’s fees in place of tokens')
    .option('--amount <amount>', 'so much; left out: all that is free')
    .option(...maxFee)
    .action(async (folder: string, to: string, flags: SweepFlags, command: Command) => {
      const { sweepAccount } = await import('../hubMoney.ts')
      await sweepAccount(parsePath(folder), to, flags, contextOf(command).terminal)
    })

  hub
    .command('transfers')
    .description('what was sent out of the hub’s account')
    .argument('<folder>', 'where the hub keeps everything')
    .action(async (folder: string, _flags: unknown, command: Command) => {
      const { showHubTransfers } = await import('../hubMoney.ts')
      await showHubTransfers(parsePath(folder), contextOf(command).terminal)
    })
}
