import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const repository = join(import.meta.dirname, '..', '..')

/** What the linter says of one line. */
export interface Finding {
  readonly file: string
  readonly line: number
  /** As `busker(layers)`. */
  readonly code: string
  readonly message: string
}

interface Diagnostic {
  readonly filename: string
  /** Absent when a file cannot be read as code. */
  readonly code?: string
  readonly message: string
  readonly labels: readonly { readonly span: { readonly line: number } }[]
}

/**
 * Plants files, texts by path from the root, in an empty folder, and lints them there with this repository's own
 * configuration.
 */
export async function lintPlanted(planted: Readonly<Record<string, string>>): Promise<Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), 'busker-lint-'))
  try {
    for (const [path, text] of Object.entries(planted)) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text)
    }
    const { diagnostics } = JSON.parse(await runLinter(folder)) as { diagnostics: Diagnostic[] }
    const unread = diagnostics.find(({ code }) => code === undefined)
    if (unread) throw new Error(`${unread.filename} is no code: ${unread.message}`)
    return diagnostics.map(({ filename, code = '', message, labels }) => ({
      file: filename,
      line: labels[0]?.span.line ?? 0,
      code,
      message,
    }))
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The linter's report; that it found something is no failure, that it does not run is one: its words are no JSON then. */
async function runLinter(folder: string): Promise<string> {
  const program = join(repository, 'node_modules', 'oxlint', 'bin', 'oxlint')
  const args = [program, '-c', join(repository, '.oxlintrc.json'), '-f', 'json']
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 1 << 28 }, (_error, stdout, stderr) =>
      resolve(stdout || stderr),
    )
  })
}
