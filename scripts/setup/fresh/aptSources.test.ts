import { expect, test } from 'vitest'
import { sourcesFor } from './aptSources.ts'

const keyring = '/usr/share/keyrings/archive.gpg'
const stanzas = `Types: deb
# a comment
URIs: http://mirror/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: ${keyring}

Types: deb
URIs: http://mirror/security
Suites: bookworm-security
Components: main contrib

Types: deb
URIs: http://vendor/packages
Suites: stable
Components: main

Enabled: no
Types: deb
URIs: http://off/debian
Suites: bookworm
Components: main
`

test("the machine's own sources serve another release", () => {
  const taken = sourcesFor([{ name: 'debian.sources', text: stanzas }], 'bookworm', 'trixie')
  expect(taken).toEqual({
    mirror: 'http://mirror/debian',
    lines: '',
    stanzas: `Types: deb
URIs: http://mirror/debian
Suites: trixie trixie-updates
Components: main
Signed-By: ${keyring}

Types: deb
URIs: http://mirror/security
Suites: trixie-security
Components: main contrib`,
    keyrings: [keyring],
  })
})

test('sources of the older form serve too, without what somebody else offers', () => {
  const text = `# deb http://off/debian bookworm main
deb-src http://mirror/debian bookworm main
deb [signed-by=${keyring}] http://mirror/debian bookworm main contrib
deb http://mirror/security bookworm-security main
deb http://vendor/packages bookworm stable
`
  const taken = sourcesFor([{ name: 'sources.list', text }], 'bookworm', 'bookworm')
  expect(taken?.lines).toBe(`deb [signed-by=${keyring}] http://mirror/debian bookworm main contrib
deb http://mirror/security bookworm-security main`)
  expect(taken?.mirror).toBe('http://mirror/debian')
  expect(taken?.keyrings).toEqual([keyring])
})

test('a machine that says nothing of its own release gives none', () =>
  expect(sourcesFor([{ name: 'debian.sources', text: stanzas }], 'sid', 'trixie')).toBeNull())
