import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstMissing, GuideShell, readSteps } from './guide.ts'

const page = `# A page

\`\`\`console
$ echo first \\
    second
first …
$ true
\`\`\`

\`\`\`sh
$ not this
\`\`\`

\`\`\`console
$ sleep 30 &
\`\`\`
`

test('the blocks of a page that are typed are read, in order, with what is printed', () => {
  expect(readSteps(page)).toEqual([
    { command: 'echo first second', output: ['first …'] },
    { command: 'true', output: [] },
    { command: 'sleep 30 &', output: [] },
  ])
})

test('lines are found in their order, with others between them, and … stands for anything', () => {
  const printed = 'The hub (1) runs.\nBetween.\n  No problems.\n'
  expect(firstMissing(['The hub (…) runs.', 'No problems.'], printed)).toBeUndefined()
  expect(firstMissing(['No problems.', 'The hub (…) runs.'], printed)).toBe('The hub (…) runs.')
  expect(firstMissing(['The hub (…) run'], printed)).toBe('The hub (…) run')
})

describe.runIf(process.platform !== 'win32')('a shell', () => {
  let folder: string
  let shell: GuideShell
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'busker-guide-'))
    shell = new GuideShell(folder, { PATH: '/usr/bin:/bin' })
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('says which command fails, or prints something else than the page shows', async () => {
    expect(await shell.type({ command: 'echo one', output: ['one'] })).toBe('one\n')
    await expect(shell.type({ command: 'echo one; exit 3', output: [] })).rejects.toThrow('ended with 3')
    await expect(shell.type({ command: 'echo one', output: ['two'] })).rejects.toThrow('“two”')
  })

  test('leaves running what ends with &, once it has printed what the page shows, and ends it', async () => {
    const script = 'trap "exit 0" TERM; echo up; while :; do sleep 0.05; done'
    await shell.type({ command: `sh -c '${script}' &`, output: ['up'] })
    expect(await shell.type({ command: 'kill %1', output: [] })).toBe('')
    await expect(shell.type({ command: 'kill %1', output: [] })).rejects.toThrow('Nothing runs')
    await expect(shell.type({ command: 'false &', output: ['up'] })).rejects.toThrow('ended')
  })
})
