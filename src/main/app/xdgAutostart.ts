import { mkdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'

export interface XdgAutostartOptions {
  /** `$XDG_CONFIG_HOME`, or what stands for it. */
  readonly configFolder: string
  /** The program and its arguments. */
  readonly command: readonly string[]
}

/** Starting with the session of a freedesktop.org desktop: a file in its autostart folder, there while that is wanted. */
export class XdgAutostart {
  readonly #options: XdgAutostartOptions
  readonly #file: string

  constructor(options: XdgAutostartOptions) {
    this.#options = options
    this.#file = join(options.configFolder, 'autostart', 'busker.desktop')
  }

  /** Whether the file is there, and no settings of the desktop have switched it off. */
  async isOn(): Promise<boolean> {
    const text = await this.#read()
    return text !== null && !/^(?:Hidden=true|X-GNOME-Autostart-enabled=false)\s*$/m.test(text)
  }

  /** Writes the file in one step, or removes it. */
  async set(isOn: boolean): Promise<void> {
    if (!isOn) return rm(this.#file, { force: true })
    const text = autostartEntry(this.#options.command)
    if ((await this.#read()) === text) return
    await mkdir(dirname(this.#file), { recursive: true, mode: 0o700 })
    await writeFileAtomic(this.#file, text, { mode: 0o644 })
  }

  #read(): Promise<string | null> {
    return readFile(this.#file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    })
  }
}

/** A desktop entry by the Desktop Entry Specification 1.5 that starts a program. */
export function autostartEntry(command: readonly string[]): string {
  const lines = [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Busker',
    `Exec=${command.map(execArgument).join(' ')}`,
    'Icon=busker',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
  ]
  return `${lines.join('\n')}\n`
}

/** Quoted for `Exec`; then, as every value of type string, with its backslashes and line ends escaped. */
function execArgument(argument: string): string {
  const quoted = argument.replaceAll('%', '%%').replaceAll(/["`$\\]/g, String.raw`\$&`)
  return `"${quoted
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', String.raw`\n`)
    .replaceAll('\r', String.raw`\r`)}"`
}
