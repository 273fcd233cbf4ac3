import { describe, expect, test } from 'vitest'
import { packageNames, releaseIn } from './systemPackages.mjs'

const wanted = ['xvfb', 'libgtk-3-0', 'libasound2'] as const

describe('the names of packages', () => {
  test.each(['bookworm', 'jammy'])('are the old ones on %s', (release) =>
    expect(packageNames(wanted, release)).toEqual(['xvfb', 'libgtk-3-0', 'libasound2']),
  )

  test.each(['trixie', 'noble', ''])('are those with 64-bit times on "%s"', (release) =>
    expect(packageNames(wanted, release)).toEqual(['xvfb', 'libgtk-3-0t64', 'libasound2t64']),
  )
})

test.each([
  ['ID=debian\nVERSION_CODENAME=trixie\n', 'trixie'],
  ['ID=ubuntu\nVERSION_CODENAME=noble\nUBUNTU_CODENAME=noble\n', 'noble'],
  ['ID=linuxmint\nVERSION_CODENAME="virginia"\nUBUNTU_CODENAME="jammy"\n', 'jammy'],
  ['ID=arch\n', ''],
])('a system that says %j is made of %s', (text, release) => expect(releaseIn(text)).toBe(release))
