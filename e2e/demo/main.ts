// npm run demo [-- FILE] [--stay]: a purchase between two real windows. --headless: between two nodes, without windows.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Terminal } from '../../src/cli/terminal.ts'
import { runDemo } from '../../src/cli/demo/runDemo.ts'

const terminal = new Terminal(false)
try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { headless: { type: 'boolean', default: false }, stay: { type: 'boolean', default: false } },
  })
  const [file] = positionals
  const piece = file === undefined ? undefined : resolve(process.env['INIT_CWD'] ?? '.', file)
  if (values.headless) await runDemo(piece, terminal)
  else {
    // Electron is there only where windows are wanted.
    const { runDesktopDemo: runWindowsDemo } = await import('./desktopDemo.ts')
    await runWindowsDemo({ piece, keepOpen: values.stay, terminal })
  }
} catch (error) {
  process.exitCode = terminal.failure(error)
}
