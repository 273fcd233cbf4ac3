import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestProfile } from '../../hub/testing/testProfile.ts'
import type { CallContext } from '../../shared/api/define.ts'
import { BuskerError, toErrorData } from '../../shared/errors.ts'
import { hex32 } from '../../shared/ids.ts'
import { appFiles } from '../appFiles.ts'
import { Confirmations } from '../guard/confirmations.ts'
import { invitationHandlers } from './invitationHandlers.ts'
import { Invitations } from './invitations.ts'
import { Networks } from './networks.ts'
import { viewState } from './viewState.ts'

const keys = { privateKey: hex32.parse(`0x${'1'.repeat(64)}`), peerSeed: new Uint8Array(32).fill(2) }
const context = {} as CallContext<never>
let folder: string
let networks: Networks
let invitations: Invitations
let asked: string[]
let says: boolean
let hasPassphrase: boolean
let chosen: string | null
let noted: string[][]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-invitation-handlers-'))
  const files = appFiles(folder)
  networks = new Networks({ files, localnetFolder: join(folder, 'localnet'), electron: '45.4.1' })
  const network = { ...(await createTestProfile(keys)), id: 'invited' }
  const read = async () => ({ network, voucher: null, credit: null, creditProblem: null })
  invitations = new Invitations({ files, networks, read, onChange: () => undefined })
  asked = []
  says = true
  hasPassphrase = true
  chosen = null
  noted = []
})
afterEach(() => rm(folder, { recursive: true }))

function handlers() {
  const state = { phase: 'open', network: null, hasPassphrase: true, problem: null } as const
  return invitationHandlers({
    invitations,
    networks,
    host: {
      state,
      changeNetwork: async () => undefined,
      async requirePassphrase() {
        if (!hasPassphrase) throw new BuskerError('VAULT_NO_PASSPHRASE', 'Not yet.')
      },
    },
    dialogs: { chooseFile: async () => chosen },
    noteRecent: async (kind, file) => void noted.push([kind, file]),
    confirmations: new Confirmations(async ({ message }) => {
      asked.push(message)
      return says
    }),
    viewState: () => viewState(state, '1'),
  })
}

test('a link that came from outside is joined by one button', async () => {
  invitations.open('busker://join/abc')
  expect(await handlers()['app.readInvitation']({}, context)).toMatchObject({
    id: 'invited',
    isCurrent: false,
  })
  await handlers()['app.joinNetwork']({ acceptsContracts: false }, context)
  expect(asked).toEqual([])
  expect((await networks.current())?.id).toBe('invited')
})

test('a link that the page names is joined once a person has said so where no page reaches', async () => {
  await handlers()['app.pasteInvitation']({ text: 'busker://join/abc' }, context)
  await handlers()['app.readInvitation']({}, context)
  says = false
  const code = await handlers()
    ['app.joinNetwork']({ acceptsContracts: false }, context)
    .then(
      () => 'none',
      (error: unknown) => toErrorData(error).code,
    )
  expect(code).toBe('CONFIRMATION_DECLINED')
  expect(await networks.current()).toBe(null)
  says = true
  await handlers()['app.joinNetwork']({ acceptsContracts: false }, context)
  expect(asked).toEqual(['Join “Nowhere”, run by “Test”?', 'Join “Nowhere”, run by “Test”?'])
  expect((await networks.current())?.id).toBe('invited')
})

test('keys that only try Busker join nobody', async () => {
  hasPassphrase = false
  invitations.open('busker://join/abc')
  await handlers()['app.readInvitation']({}, context)
  const error = await handlers()['app.joinNetwork']({ acceptsContracts: false }, context).catch(toErrorData)
  expect(error).toMatchObject({ code: 'VAULT_NO_PASSPHRASE' })
  expect(await networks.current()).toBe(null)
})

test('a file with an invitation is noted to be opened again; one without, and none, are not', async () => {
  const choose = () => handlers()['app.chooseInvitation']({}, context)
  await choose()
  chosen = join(folder, 'words.txt')
  await writeFile(chosen, 'Dear Ana')
  await choose()
  expect(noted).toEqual([])
  await writeFile(chosen, 'busker://join/abc\n')
  await choose()
  expect([noted, invitations.link]).toEqual([[['invitation', chosen]], 'busker://join/abc'])
})
