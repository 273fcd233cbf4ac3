import { expect, test } from 'vitest'
import { hubProblems } from './hubProblems.ts'
import { testStatus } from './testing/testStatus.ts'

const terms = {
  coin: 'ETH',
  gasReserve: 10n ** 15n,
  matrixUrl: 'https://m.example',
  rpcUrl: 'https://r.example',
}
const problemsOf = (change: Parameters<typeof testStatus>[0]) => hubProblems(testStatus(change), terms)

test('a hub that is well has no problems', () => {
  expect(problemsOf({})).toEqual([])
})

test('an unfunded hub says which account needs what', () => {
  const problems = problemsOf({
    raiden: { gasWei: '0', tokens: '0' },
    money: { free: '0', locked: '0', promised: '0', owed: '0' },
  })
  expect(problems).toEqual([
    {
      code: 'HUB_GAS_LOW',
      message:
        'The account 0xa has 0 ETH: no channel is opened. The last 0.001 are kept for closing channels. Send ETH to it.',
    },
    {
      code: 'HUB_TOKENS_LOW',
      message: expect.stringContaining('less than the deposit of one channel (100)'),
    },
  ])
})

test('each part that is down is named, what stops everybody first', () => {
  expect(problemsOf({ raiden: { chain: false, homeserver: false } }).map(({ code }) => code)).toEqual([
    'RAIDEN_CHAIN_UNREACHABLE',
    'HUB_HOMESERVER_UNREACHABLE',
  ])
  const down = { ...testStatus({}), raiden: { state: 'waiting', error: 'It crashed.' }, money: null }
  expect(hubProblems({ ...down, disk: 'Full.', ursulas: { configured: 3, well: 2 } }, terms)).toEqual([
    expect.objectContaining({ code: 'HUB_RAIDEN_DOWN', message: expect.stringContaining('It crashed.') }),
    { code: 'NODE_DISK_FULL', message: 'Full.' },
    expect.objectContaining({ code: 'HUB_URSULAS_SILENT' }),
  ])
})

test('a budget that is spent is said, and no tokens are asked for then', () => {
  expect(problemsOf({ funding: { spent: '950' }, money: { free: '0' } })).toEqual([
    expect.objectContaining({ code: 'HUB_BUDGET_SPENT' }),
  ])
})
