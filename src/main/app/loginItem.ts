import type { App } from 'electron'
import type { AppApi } from '../../shared/api/app.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import { appImageOf } from '../update/appImage.ts'
import { XdgAutostart } from './xdgAutostart.ts'

/** Said to a Busker that shows no window at its start. */
export const hiddenFlag = '--hidden'

/** Starting with the system, as the system itself keeps it: people switch it off there, too. */
export interface LoginItem {
  isOn(): Promise<boolean>
  set(isOn: boolean): Promise<void>
}

export interface LoginItemOptions {
  readonly app: Pick<App, 'getPath' | 'getLoginItemSettings' | 'setLoginItemSettings'>
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  /** The program that runs. */
  readonly executable: string
  /** What it is told beside `--hidden`. */
  readonly args: readonly string[]
}

/** The login item of this machine, for a packaged Busker. */
export function createLoginItem({ app, platform, env, executable, args }: LoginItemOptions): LoginItem {
  const started = [...args, hiddenFlag]
  if (platform === 'linux') {
    return new XdgAutostart({
      configFolder: app.getPath('appData'),
      command: [appImageOf(env, executable) ?? executable, ...started],
    })
  }
  // macOS gives no arguments to what it starts, and says at the start that it did.
  const item = platform === 'win32' ? { path: executable, args: started } : {}
  return {
    isOn: async () => app.getLoginItemSettings(item).openAtLogin,
    set: async (isOn) => app.setLoginItemSettings({ ...item, openAtLogin: isOn }),
  }
}

/** Whether this start is to show no window. */
export function isHiddenStart(
  argv: readonly string[],
  app: Pick<App, 'getLoginItemSettings'>,
  platform: NodeJS.Platform,
): boolean {
  return argv.includes(hiddenFlag) || (platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin)
}

/** @param item null: this Busker is not installed, so nothing could start it */
export function loginItemHandlers(
  item: LoginItem | null,
): Pick<ApiHandlers<AppApi>, 'app.loginItem' | 'app.setLoginItem'> {
  const view = async () => ({ isOn: (await item?.isOn()) ?? false, isPossible: item !== null })
  return {
    'app.loginItem': view,
    async 'app.setLoginItem'({ isOn }) {
      await item?.set(isOn)
      return view()
    },
  }
}
