import { stat } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { erc20Abi } from 'viem'
import { checkContracts } from '../../chain/checkContracts.ts'
import { clockProblem } from '../../chain/clockProblem.ts'
import { endpointsOf } from '../../chain/endpointsOf.ts'
import { DiskRoom } from '../../process/diskRoom.ts'
import { connectPostgres } from '../../database/postgres.ts'
import { BuskerError, isBuskerError, toErrorData, type ErrorData } from '../../shared/errors.ts'
import { coinOf } from '../../shared/knownChains.ts'
import { isLocalNetwork } from '../../shared/networkProfile.ts'
import { inCoins } from '../../shared/token.ts'
import { hubIdentity, openHubKeys } from '../hubKeys.ts'
import { createHomeserverCheck } from '../homeserver/homeserverCheck.ts'
import { KuboClient } from '../pins/kubo/kuboClient.ts'
import { askHub } from '../operations/askHub.ts'
import { type OperatorConfig, profileOfHub, readOperatorConfig } from '../operatorConfig.ts'

/** One thing that was looked at. */
export interface Finding {
  readonly what: string
  /** What is wrong, and what to do; null: nothing. */
  readonly problem: ErrorData | null
}

/** Ursulas of a real network: of three operators, so that no one of them decides. */
const leastUrsulas = 3
const connectMs = 3_000

/**
 * Looks at all that a hub needs, whether it runs or not; nothing is changed.
 *
 * @throws BuskerError as {@link readOperatorConfig}: without settings there is nothing to look at
 */
export async function examineHub(folder: string): Promise<readonly Finding[]> {
  const config = await readOperatorConfig(folder)
  const keys = await openHubKeys(folder)
  const { raidenAddress } = await hubIdentity(keys)
  const profile = await profileOfHub(config, keys)
  const endpoints = endpointsOf(profile, config.rpcUrl === undefined ? undefined : [config.rpcUrl])
  const isUp = await isRunning(folder)
  const look = async (what: string, check: () => Promise<unknown>): Promise<Finding> => ({
    what,
    problem: await check().then(
      () => null,
      (error: unknown) => toErrorData(error),
    ),
  })
  const findings = await Promise.all([
    look('Secrets', async () => checkSecret(join(folder, 'hub.seed'))),
    look('Disk', async () => throwIfAny(await new DiskRoom(folder).check())),
    look('Contracts', async () => checkContracts(endpoints, profile)),
    look('Clock', async () => checkClock(endpoints)),
    look('Money', async () => checkMoney(endpoints, config, raidenAddress)),
    ...(config.databaseUrl === undefined
      ? []
      : [look('Database', async () => checkDatabase(config.databaseUrl ?? ''))]),
    ...(config.kuboUrl === undefined
      ? []
      : [look('Kubo', async () => new KuboClient(config.kuboUrl ?? '').version())]),
    look('Ursulas', async () => checkUrsulas(config)),
    ...(isUp || config.homeserver === null
      ? [look('Homeserver', async () => createHomeserverCheck(config.matrixUrl).start())]
      : []),
    ...(isUp
      ? []
      : portsOf(config).map(async ({ name, host, port }) =>
          look(`Port ${port}`, async () => checkFree(name, host, port)),
        )),
    look('Hub', async () =>
      throwFirst(isUp ? (await askHub(folder).ask('status', {})).status?.problems : []),
    ),
  ])
  return findings
}

async function isRunning(folder: string): Promise<boolean> {
  return askHub(folder)
    .ask('status', {})
    .then(
      () => true,
      (error: unknown) => !isBuskerError(error, 'HUB_NOT_RUNNING'),
    )
}

function throwIfAny(error: Error | null): void {
  if (error !== null) throw error
}

function throwFirst(problems: readonly ErrorData[] | undefined): void {
  const [first] = problems ?? []
  if (first !== undefined) throw new BuskerError(first.code, first.message)
}

async function checkDatabase(url: string): Promise<void> {
  const postgres = await connectPostgres(url)
  try {
    await postgres.query('SELECT 1')
  } finally {
    await postgres.close()
  }
}

async function checkSecret(file: string): Promise<void> {
  const { mode } = await stat(file)
  if (process.platform === 'win32' || (mode & 0o077) === 0) return
  throw new BuskerError('HUB_SEED_OPEN', `Others on this machine can read ${file}. Run: chmod 600 ${file}`)
}

async function checkClock(endpoints: ReturnType<typeof endpointsOf>): Promise<void> {
  const blocks = await endpoints.readAll((client) => client.getBlock())
  const newest = Math.max(...blocks.map(({ timestamp }) => Number(timestamp) * 1000))
  // A chain's newest block may be old; it is never from the future.
  const isSlow = newest > Date.now()
  throwIfAny(isSlow ? clockProblem(Date.now() - newest) : null)
}

async function checkMoney(
  endpoints: ReturnType<typeof endpointsOf>,
  { network, funding }: OperatorConfig,
  account: `0x${string}`,
): Promise<void> {
  const contract = { address: network.token.address, abi: erc20Abi } as const
  const [gas, tokens] = await Promise.all([
    endpoints.readAll((client) => client.getBalance({ address: account })),
    endpoints.readAll((client) =>
      client.readContract({ ...contract, functionName: 'balanceOf', args: [account] }),
    ),
  ])
  const [leastGas = 0n, leastTokens = 0n] = [gas, tokens].map((each) =>
    each.reduce((a, b) => (a < b ? a : b)),
  )
  const coin = coinOf(network)
  if (leastGas <= funding.gasReserve) {
    throw new BuskerError(
      'HUB_GAS_LOW',
      `The account ${account} has ${inCoins(leastGas)} ${coin}: no channel is opened. Send ${coin} to it.`,
    )
  }
  if (leastTokens < funding.deposit) {
    throw new BuskerError(
      'HUB_TOKENS_LOW',
      `The account ${account} has ${leastTokens} base units of ${network.token.symbol}, less than the deposit of one channel (${funding.deposit}). Send some to it; what is in channels already does not count here.`,
    )
  }
}

async function checkUrsulas({ network }: OperatorConfig): Promise<void> {
  const named = network.ursulas?.length ?? 0
  if (isLocalNetwork(network) || named >= leastUrsulas) return
  throw new BuskerError(
    'HUB_URSULAS_FEW',
    `The network names ${named} Ursulas; nobody can sell with fewer than ${leastUrsulas}, of different operators. Each runs: busker ursula up FOLDER, and tells you the entry for network.ursulas.`,
  )
}

interface Port {
  readonly name: string
  readonly host: string
  readonly port: number
}

function portsOf({ pathFinding, homeserver, metrics, listen }: OperatorConfig): Port[] {
  const peers = listen.flatMap((each) => {
    const [, host, port] = /^\/ip4\/([\d.]+)\/tcp\/(\d+)$/.exec(each) ?? []
    return host === undefined ? [] : [{ name: 'The peer', host, port: Number(port) }]
  })
  return [
    ...peers,
    { name: 'Path finding', ...pathFinding },
    ...(homeserver === null ? [] : [{ name: 'The homeserver', ...homeserver }]),
    ...(metrics === undefined ? [] : [{ name: 'The health server', host: '127.0.0.1', port: metrics.port }]),
  ]
}

/** Whether nobody listens where the hub is to listen. */
async function checkFree(name: string, host: string, port: number): Promise<void> {
  const isTaken = await new Promise<boolean>((resolve) => {
    const socket = createConnection({
      host: host === '0.0.0.0' ? '127.0.0.1' : host,
      port,
      timeout: connectMs,
    })
    const end = (taken: boolean) => {
      socket.destroy()
      resolve(taken)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
    socket.once('timeout', () => end(false))
  })
  if (!isTaken) return
  throw new BuskerError(
    'HUB_PORT_IN_USE',
    `${name} is to listen on ${host}:${port}, and another program does. End it, or choose another port in hub.json.`,
  )
}
