import { Writable } from 'node:stream'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { logRedaction } from './logRedaction.ts'

test.each(['privateKey', 'words', 'passphrase', 'peerSeed', 'sealed', 'blob', 'receipt'])(
  'the value of %s is in no line, however deep it stands in what is logged',
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
