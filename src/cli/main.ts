#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import { accessCommands } from './commands/access.ts'
import { basketCommands } from './commands/basket.ts'
import { artistCommands } from './commands/artists.ts'
import { catalogueCommands } from './commands/catalogue.ts'
import { comingCommands } from './commands/coming.ts'
import { completionCommands } from './commands/completion.ts'
import { collectionCommands } from './commands/collection.ts'
import { contactCommands } from './commands/contacts.ts'
import { nameCommands } from './commands/name.ts'
import { demoCommand } from './commands/demo.ts'
import { hubCommands } from './commands/hub.ts'
import { leaseCommands } from './commands/lease.ts'
import { listenCommands } from './commands/listen.ts'
import { localnetCommands } from './commands/localnet.ts'
import { networkCommands } from './commands/network.ts'
import { nodeCommands } from './commands/node.ts'
import { orderCommands } from './commands/orders.ts'
import { receiptCommands } from './commands/receipts.ts'
import { snapshotCommands } from './commands/snapshot.ts'
import { studioCommands } from './commands/studio.ts'
import { towerCommands } from './commands/tower.ts'
import { reportCommands } from './commands/report.ts'
import { relayCommands } from './commands/relay.ts'
import { ursulaCommands } from './commands/ursula.ts'
import { fileCommands } from './commands/files.ts'
import { localFolderCommands } from './commands/localFolders.ts'
import { storageCommands } from './commands/storage.ts'
import { currencyCommands } from './commands/currency.ts'
import { playlistCommands } from './commands/playlists.ts'
import { serverCommands } from './commands/server.ts'
import { smartListCommands } from './commands/smartLists.ts'
import { giftCommands } from './commands/gifts.ts'
import { ursulasCommands } from './commands/ursulas.ts'
import { towersCommands } from './commands/towers.ts'
import { walletCommands } from './commands/wallet.ts'
import { keepProcessPrivate } from '../process/privacy.ts'
import { exitCodes, exitCodesHelp, Terminal } from './terminal.ts'
import manifest from '../../package.json' with { type: 'json' }

keepProcessPrivate()

const program = new Command('busker')
  .description('Sell music straight from your own machine; pay artists directly and own what you bought.')
  .version(manifest.version)
  .option('--data <folder>', 'where the node keeps what it knows')
  .option('--json', 'results as JSON on standard output, progress as JSON lines on standard error')
  .configureHelp({ showGlobalOptions: true })
  .addHelpText('after', exitCodesHelp)
  .exitOverride()

// Commands copy these settings when they are made, so both are set before.
program.configureOutput({
  outputError: (text, write) =>
    write(isJson() ? `${JSON.stringify({ error: { code: 'CLI_USAGE', message: text.trim() } })}\n` : text),
})

for (const register of [
  nodeCommands,
  networkCommands,
  catalogueCommands,
  artistCommands,
  studioCommands,
  orderCommands,
  basketCommands,
  comingCommands,
  collectionCommands,
  contactCommands,
  nameCommands,
  receiptCommands,
  reportCommands,
  accessCommands,
  fileCommands,
  playlistCommands,
  smartListCommands,
  storageCommands,
  currencyCommands,
  localFolderCommands,
  listenCommands,
  walletCommands,
  towersCommands,
  ursulasCommands,
  giftCommands,
  snapshotCommands,
  leaseCommands,
  serverCommands,
  localnetCommands,
  hubCommands,
  towerCommands,
  ursulaCommands,
  relayCommands,
  demoCommand,
  completionCommands,
]) {
  register(program)
}

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode =
    error instanceof CommanderError ? usageCode(error) : new Terminal(isJson()).failure(error)
}

/** Also true for a command line that could not be parsed. */
function isJson(): boolean {
  return process.argv.includes('--json')
}

function usageCode({ exitCode }: CommanderError): number {
  return exitCode === 0 ? exitCodes.ok : exitCodes.usage
}
