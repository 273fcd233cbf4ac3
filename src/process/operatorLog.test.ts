import { spawnSync } from 'node:child_process'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { logRedaction } from './logRedaction.ts'

test('the log goes to standard error, and no key is in it', () => {
  const program = `
    import { createOperatorLog } from ${JSON.stringify(new URL('./operatorLog.ts', import.meta.url).href)}
    const keys = { privateKey: '0xdead', peerSeed: 'beef' }
    createOperatorLog().info({ options: { keys }, raiden: keys, hub: { options: keys }, seed: 'beef' }, 'started')
  `
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
  })
  expect(stdout).toBe('')
  expect(stderr).toContain('"msg":"started"')
  expect(stderr).not.toMatch(/dead|beef/)
})

test.each(['privateKey', 'words', 'passphrase', 'peerSeed', 'sealed', 'blob', 'receipt'])(
  'the value of %s is in no line of any log, however deep it stands in what is logged',
  (name) => {
    const lines: string[] = []
    const stream = new Writable({
      write(line, _encoding, done) {
        lines.push(String(line))
        done()
      },
    })
    const value = { [name]: 'beef' }
    pino({ redact: logRedaction }, stream).info(
      { ...value, options: value, hub: { options: value } },
      'started',
    )
    expect(lines.join('')).toContain('"msg":"started"')
    expect(lines.join('')).not.toContain('beef')
  },
)
