import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { privateKeyToAccount } from 'viem/accounts'
import { writeConfig } from '../process/writeConfig.ts'
import { hubIdentity, openHubKeys } from '../hub/hubKeys.ts'
import { backUpHub } from '../hub/setup/backUpHub.ts'
import { chainOfRpc } from '../hub/setup/chainOfRpc.ts'
import { readCompiledContracts } from '../hub/setup/compiledContracts.ts'
import { createHubConfig, ports } from '../hub/setup/createHubConfig.ts'
import { contractsOf, type Deployment, readDeployment, writeDeployment } from '../hub/setup/deployment.ts'
import { deploymentGas, deployRaiden } from '../hub/setup/deployRaiden.ts'
import { examineHub } from '../hub/setup/doctor.ts'
import { findContracts, settleTimeoutOf } from '../hub/setup/findContracts.ts'
import { moveHub } from '../hub/setup/moveHub.ts'
import { readToken } from '../hub/setup/readToken.ts'
import { synapseCommands, synapseListensOn, writeSynapse } from '../hub/setup/synapse/writeSynapse.ts'
import { upgradeHub } from '../hub/setup/upgradeHub.ts'
import { lockFolder } from '../process/folderLock.ts'
import { contractsFile } from '../process/tools.ts'
import { BuskerError } from '../shared/errors.ts'
import { knownChain } from '../shared/knownChains.ts'
import { toAmount } from '../shared/money.ts'
import { coinToken, inCoins } from '../shared/token.ts'
import { agreeToFee, type FeeFlags } from './agreeToFee.ts'
import { parseAmount } from './amounts.ts'
import { parseCount } from './arguments.ts'
import { type Prompt, terminalPrompt } from './prompt.ts'
import { exitCodes, table, type Terminal } from './terminal.ts'

export interface InitFlags {
  readonly operator?: string
  readonly host?: string
  readonly rpc?: string
  readonly token?: string
  readonly deposit?: string
  readonly matrixUrl?: string
  readonly pathFindingUrl?: string
  readonly kuboUrl?: string
  readonly synapse?: boolean
}

/** What a person answers, or said before. @throws BuskerError `CLI_SETTING_OPEN` where nobody is there to ask */
async function chosen(
  said: string | undefined,
  question: string,
  flag: string,
  prompt: Prompt,
): Promise<string> {
  const answer = said ?? (prompt.isInteractive ? await prompt.ask(`${question} `) : '')
  if (answer.trim() !== '') return answer.trim()
  throw new BuskerError('CLI_SETTING_OPEN', `${question} Say it with ${flag}.`)
}

/** Writes `hub.json`: asks what it can't know, and finds out or chooses the rest. */
export async function initHub(
  folder: string,
  flags: InitFlags,
  terminal: Terminal,
  prompt: Prompt = terminalPrompt,
): Promise<void> {
  const file = join(folder, 'hub.json')
  if (existsSync(file)) {
    throw new BuskerError('HUB_CONFIG_EXISTS', `${file} is there already. Change it, or move it away first.`)
  }
  const synapseFolder = join(folder, 'synapse')
  if (flags.synapse === true && existsSync(synapseFolder)) {
    throw new BuskerError('HUB_CONFIG_EXISTS', `${synapseFolder} is there already. Move it away first.`)
  }
  const operator = await chosen(
    flags.operator,
    'Who runs this hub? People read this name.',
    '--operator',
    prompt,
  )
  const host = await chosen(flags.host, 'At which name or address will people reach it?', '--host', prompt)
  const rpcUrl = await chosen(flags.rpc, 'Where is the chain asked (the URL of its RPC)?', '--rpc', prompt)
  const chain = await chainOfRpc(rpcUrl)
  const named = await chosen(
    flags.token,
    'Which token is music paid with: its symbol, or its address?',
    '--token',
    prompt,
  )
  const token = await readToken(chain.client, named, knownChain(chain.id))
  const contracts = await findContracts(folder, chain.id, token.address)
  const deposit = await chosen(
    flags.deposit,
    `How many ${token.symbol} does the hub put into the channel of who sells?`,
    '--deposit',
    prompt,
  )
  const matrixUrl = flags.matrixUrl ?? (flags.synapse === true ? `http://${host}:${ports.homeserver}` : null)
  const config = createHubConfig({
    operator,
    host,
    chain: { id: chain.id, rpcUrl },
    token,
    contracts,
    settleTimeoutSeconds: await settleTimeoutOf(chain, contracts),
    deposit: parseAmount(deposit, token.decimals),
    matrixUrl,
    pathFindingUrl: flags.pathFindingUrl ?? null,
    kuboUrl: flags.kuboUrl ?? null,
  })
  const { raidenAddress, peer } = await hubIdentity(await openHubKeys(folder))
  const synapse = flags.synapse === true && matrixUrl !== null
  if (synapse) await writeSynapse({ folder: synapseFolder, matrixUrl, listen: synapseListensOn(matrixUrl) })
  await writeConfig(file, config)
  const run = synapse ? ` Run Synapse: ${synapseCommands(synapseFolder).join(' && ')}` : ''
  terminal.result(
    { file, account: raidenAddress, peer, ...(synapse && { synapse: synapseFolder }) },
    `${file} is written.${run} Send the chain’s coin and ${token.symbol} to ${raidenAddress}, then: busker hub doctor ${folder}`,
  )
}

export interface DeployFlags extends FeeFlags {
  readonly rpc?: string
  readonly token?: string
  readonly settleDays?: string
}

const daySeconds = 86_400

/** Deploys Raiden's contracts for a token with the hub's account, where Busker knows none; goes on where it broke off. */
export async function deployForHub(
  folder: string,
  flags: DeployFlags,
  terminal: Terminal,
  prompt: Prompt = terminalPrompt,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await whileStopped(folder, async () => {
    const rpcUrl = await chosen(flags.rpc, 'Where is the chain asked (the URL of its RPC)?', '--rpc', prompt)
    const { client, id } = await chainOfRpc(rpcUrl)
    const begun = (await readDeployment(folder)) ?? (await beginDeployment(folder, id, rpcUrl, flags, prompt))
    const account = privateKeyToAccount((await openHubKeys(folder)).privateKey)
    const fee = toAmount(((await client.getGasPrice()) * deploymentGas * 3n) / 2n)
    const coin = coinToken(knownChain(id)?.coin ?? 'ETH')
    const question = `Deploy Raiden’s contracts for the token ${begun.token} on chain ${id}, a closed channel waiting ${begun.settleTimeoutSeconds} s, for up to ${inCoins(fee)} ${coin.symbol}? The settle timeout can’t be changed later.`
    if ((await agreeToFee(question, fee, flags, coin, prompt)) === null) {
      return terminal.result({ state: 'cancelled' }, 'Nothing was deployed.')
    }
    const done = await deployRaiden(begun, {
      client,
      rpcUrl,
      account,
      compiled: await readCompiledContracts(contractsFile()),
      save: async (state) => writeDeployment(folder, state),
      onStep: (step) => terminal.progress({ step }, `${step} …`),
    })
    const contracts = contractsOf(done)
    terminal.result(
      { contracts },
      `Deployed; the token network is ${contracts?.tokenNetwork}. Go on with: busker hub init ${folder}`,
    )
  })
}

async function beginDeployment(
  folder: string,
  chainId: number,
  rpcUrl: string,
  flags: DeployFlags,
  prompt: Prompt,
): Promise<Deployment> {
  const { client } = await chainOfRpc(rpcUrl)
  const named = await chosen(
    flags.token,
    'Which token is music paid with: its symbol, or its address?',
    '--token',
    prompt,
  )
  const token = await readToken(client, named, knownChain(chainId))
  const days = await chosen(
    flags.settleDays,
    'How many days does a closed channel wait? People have to come back within them.',
    '--settle-days',
    prompt,
  )
  const state: Deployment = {
    version: 1,
    chainId,
    token: token.address,
    settleTimeoutSeconds: parseCount(days, 1, 60) * daySeconds,
    done: {},
    called: [],
    pending: null,
    tokenNetwork: null,
  }
  await writeDeployment(folder, state)
  return state
}

/** Looks at all that a hub needs, and says what is wrong; ends with 1 where something is. */
export async function showExamination(folder: string, terminal: Terminal): Promise<void> {
  const findings = await examineHub(folder)
  const problems = findings.filter(({ problem }) => problem !== null)
  const rows = findings.map(({ what, problem }) => [
    what,
    problem === null ? 'well' : `${problem.message} (${problem.code})`,
  ])
  terminal.result(
    { findings },
    `${table(['', ''], rows)}\n${problems.length === 0 ? 'Nothing is wrong.' : `${problems.length} to be seen to.`}`,
  )
  if (problems.length > 0) process.exitCode = exitCodes.failed
}

export interface BackUpFlags {
  /** False: the database server's operator copies it. */
  readonly database: boolean
}

/** Copies what a hub can't do without; it may be running. */
export async function showBackUp(
  folder: string,
  target: string,
  { database }: BackUpFlags,
  terminal: Terminal,
): Promise<void> {
  const files = await backUpHub(folder, target, database)
  terminal.result(
    { target, files },
    `Copied to ${target}: ${files.join(', ')}. hub.seed in it is the hub’s money: keep it secret. Raiden’s state is not in it, because an older one must never run again.`,
  )
}

/** Brings what a hub has kept up to this version, after a copy. */
export async function showUpgrade(folder: string, terminal: Terminal): Promise<void> {
  await whileStopped(folder, async () => {
    const copy = await upgradeHub(folder, Date.now())
    terminal.result(
      { copy },
      `Upgraded. What was there before is in ${copy}. Start it: busker hub up ${folder}`,
    )
  })
}

/** Moves what a hub has kept into the PostgreSQL that its settings name. */
export async function showMove(folder: string, terminal: Terminal): Promise<void> {
  await whileStopped(folder, async () => {
    const moved = await moveHub(folder, (fraction) =>
      terminal.step({ indexed: fraction }, 'Catalogues are indexed', fraction),
    )
    const { channels, vouchers, leases, snapshots, letters, names, works } = moved
    terminal.result(
      moved,
      `Moved. The database has ${channels} channels, ${vouchers} vouchers, ${leases} leases, ${snapshots} snapshots, ${letters} letters, ${names} short names and ${works} works. Start it: busker hub up ${folder}`,
    )
  })
}

/** @throws BuskerError `PROCESS_FOLDER_IN_USE` */
async function whileStopped(folder: string, work: () => Promise<void>): Promise<void> {
  const release = await lockFolder(folder, {
    leftovers: 'refuse',
    onHeld: ({ pid }) =>
      new BuskerError('PROCESS_FOLDER_IN_USE', `A hub (process ${pid}) runs on ${folder}. End it first.`),
  })
  try {
    await work()
  } finally {
    release()
  }
}
