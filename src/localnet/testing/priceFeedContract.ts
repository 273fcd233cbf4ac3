import {
  concatHex,
  encodeAbiParameters,
  type Hex,
  parseAbiParameters,
  size,
  toFunctionSelector,
  toHex,
} from 'viem'
import { type Address, toAddress } from '../../shared/ids.ts'
import type { ChainClient } from '../chain/chainClient.ts'

/** What a price feed says when it is asked. */
export interface FeedWords {
  readonly description?: string
  readonly decimals?: number
  readonly answer?: bigint
  readonly round?: bigint
  readonly answeredInRound?: bigint
  /** Seconds since epoch. */
  readonly updatedAt: number
}

/** Deploys a contract that answers Chainlink's AggregatorV3Interface with these words. */
export async function deployPriceFeed(client: ChainClient, words: FeedWords): Promise<Address> {
  const hash = await client.deployContract({ abi: [], bytecode: deploying(runtimeCode(words)) })
  const { contractAddress } = await client.waitForTransactionReceipt({ hash })
  if (contractAddress === null || contractAddress === undefined) throw new Error('The feed was not deployed.')
  return toAddress(contractAddress)
}

/** From now on the feed says this. */
export async function writePriceFeed(client: ChainClient, feed: Address, words: FeedWords): Promise<void> {
  await client.setCode({ address: feed, bytecode: runtimeCode(words) })
}

/** A call is looked up by its selector, and the answer that lies behind the code is returned; every other call fails. */
function runtimeCode(words: FeedWords): Hex {
  const answers = answersOf(words)
  const headBytes = 6 + 11 * answers.length + 5
  const dataAt = headBytes + 16 * answers.length
  let at = dataAt
  const places = answers.map(([, data]) => {
    const place = at
    at += size(data)
    return place
  })
  const two = (value: number) => toHex(value, { size: 2 })
  const head = answers.map(([selector], index): Hex => {
    const target = two(headBytes + 16 * index)
    // DUP1, PUSH4 selector, EQ, PUSH2 target, JUMPI
    return concatHex(['0x80', '0x63', selector, '0x14', '0x61', target, '0x57'])
  })
  const blocks = answers.map(([, data], index): Hex => {
    const [bytes, place] = [two(size(data)), two(places[index] ?? 0)]
    // JUMPDEST, CODECOPY to 0, RETURN from 0
    return concatHex(['0x5b', '0x61', bytes, '0x61', place, '0x600039', '0x61', bytes, '0x6000f3'])
  })
  const selectorOnStack = '0x60003560e01c'
  const revert = '0x60006000fd'
  return concatHex([selectorOnStack, ...head, revert, ...blocks, ...answers.map(([, data]) => data)])
}

function answersOf(words: FeedWords): readonly (readonly [selector: Hex, data: Hex])[] {
  const { description = 'DAI / USD', decimals = 8, answer = 10n ** 8n, round = 7n, updatedAt } = words
  return [
    [
      toFunctionSelector('function description()'),
      encodeAbiParameters(parseAbiParameters('string'), [description]),
    ],
    [toFunctionSelector('function decimals()'), encodeAbiParameters(parseAbiParameters('uint8'), [decimals])],
    [
      toFunctionSelector('function latestRoundData()'),
      encodeAbiParameters(parseAbiParameters('uint80, int256, uint256, uint256, uint80'), [
        round,
        answer,
        BigInt(updatedAt),
        BigInt(updatedAt),
        words.answeredInRound ?? round,
      ]),
    ],
  ]
}

/** Code that leaves `runtime` behind. */
function deploying(runtime: Hex): Hex {
  return concatHex(['0x61', toHex(size(runtime), { size: 2 }), '0x80600c6000396000f3', runtime])
}
