import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, type IpcMain, nativeTheme, powerMonitor, protocol, safeStorage } from 'electron'
import manifest from '../../package.json' with { type: 'json' }
import { defaultLocalnetFolder } from '../localnet/defaultFolder.ts'
import { APP_ORIGIN, ipcMethods, windowApi } from '../shared/ipc.ts'
import { appHandlers } from './app/appHandlers.ts'
import { Dialogs } from './app/dialogs.ts'
import { followLinks } from './app/followLinks.ts'
import { Networks } from './app/networks.ts'
import { OrderlyQuit } from './app/orderlyQuit.ts'
import { PreferenceFile } from './app/preferences.ts'
import { SaleNotices } from './app/saleNotices.ts'
import { viewState } from './app/stateView.ts'
import { WakeUp } from './app/wakeUp.ts'
import { mainPage, servePage } from './appScheme.ts'
import { appFiles } from './files.ts'
import { announce } from './ipc/announce.ts'
import { IpcServer } from './ipc/ipcServer.ts'
import { createKeychain } from './keychain.ts'
import { openLog } from './log.ts'
import type { Tell } from './node/nodeEvents.ts'
import { NodeHost } from './node/nodeHost.ts'
import { whileOpen } from './node/whileOpen.ts'
import { serveTracks } from './trackScheme.ts'
import { restoreIdentity } from './vault/restoreIdentity.ts'
import { VaultDesk } from './vault/vaultDesk.ts'
import { setAppMenu } from './windows/appMenu.ts'
import { createMainWindow } from './windows/mainWindow.ts'
import { showNotice } from './windows/notice.ts'
import { Presence } from './windows/presence.ts'

const built = fileURLToPath(new URL('..', import.meta.url))
const pages = join(built, 'renderer')
const icon = join(built, '..', '..', 'resources', 'icon.png')
const preload = (name: string): string => join(built, 'preload', `${name}.cjs`)
const { version } = manifest

/** The composition root of the desktop app. @param ipc where pages ask */
export async function runApp(ipc: IpcMain): Promise<void> {
  const files = appFiles(app.getPath('userData'))
  const log = openLog(files.logs)
  const onFailure = (error: unknown): void => log.error({ err: error })
  process.on('uncaughtExceptionMonitor', (error) => log.fatal(error))
  const preferences = await PreferenceFile.open(files.preferences)
  nativeTheme.themeSource = preferences.value.theme
  const localnetFolder = app.commandLine.getSwitchValue('busker-localnet') || defaultLocalnetFolder
  const networks = new Networks({ files, localnetFolder, electron: process.versions.electron })

  setAppMenu()
  const window = createMainWindow(preload('main'), icon)
  const dialogs = new Dialogs(window)
  const tell: Tell = (event, value) => announce(window.webContents, event, value)
  const navigate = (path: string): void => {
    presence.show()
    tell('app.navigate', { path })
  }
  const host: NodeHost = new NodeHost({
    files,
    networks,
    log,
    onState: (state) => tell('app.changed', viewState(state, version)),
    onOpen: ({ subscribe }) =>
      subscribe((event, value) => {
        tell(event, value)
        if (event === 'node.sale') notices.changed(value as Parameters<SaleNotices['changed']>[0])
      }),
  })
  const notices = new SaleNotices({
    isWanted: () => preferences.value.notifySales,
    network: () => host.state.network,
    titleOf: (label) => host.ifOpen?.titleOf(label) ?? null,
    show: showNotice,
    onPress: () => navigate('/sales'),
  })
  const vault = new VaultDesk({
    ipc,
    files,
    keychain: createKeychain(safeStorage),
    pages,
    preload: preload('vault'),
    parent: window,
    onUnlocked: (keys) => void host.unlock(keys).catch(onFailure),
    restore: async (words, lock) => restoreIdentity(files, await networks.current(), words, lock),
    onFailure,
  })
  const wakeUp = new WakeUp({ power: powerMonitor, onWake: () => host.ifOpen?.node.wake() })
  const quit = new OrderlyQuit({
    app,
    window,
    liveOrders: () => host.ifOpen?.liveOrders() ?? 0,
    confirm: (live) => dialogs.confirmQuit(live),
    stop: async () => {
      vault.close()
      await wakeUp.stop()
      await host.lock()
    },
    onFailure,
  })
  const presence = new Presence({
    window,
    icon,
    staysOpen: () => preferences.value.closeToTray && host.ifOpen?.isSelling() === true,
    isQuitting: () => quit.isQuitting,
    quit: () => quit.ask(),
    onCommand: (command) => tell('app.command', { command }),
  })
  const server = new IpcServer({
    ipc,
    origin: APP_ORIGIN,
    contract: ipcMethods,
    handlers: {
      ...whileOpen(windowApi, () => host.open.handlers),
      ...appHandlers({
        host,
        networks,
        preferences,
        dialogs,
        version,
        logs: files.logs,
        documents: app.getPath('documents'),
        openVault: (purpose) => vault.open(purpose),
        lock: () => host.lock(),
        onPreferences: ({ theme }) => (nativeTheme.themeSource = theme),
        onPlaying: (playing) => presence.setPlaying(playing),
        quit: () => quit.ask(),
      }),
      'diagnostics.parts': async (input, asking) => {
        const { checkParts } = await import('./diagnostics/checkParts.ts')
        return checkParts(input, asking)
      },
    },
    onFailure,
  })

  servePage(protocol, pages, mainPage)
  serveTracks(protocol, (request) => host.open.answerTrack(request), onFailure)
  await server.start()
  await chooseNamedNetwork(networks)
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log.error({ part: 'window', reason }, 'the page ended')
    if (reason !== 'clean-exit' && !quit.isQuitting) window.reload()
  })
  await window.loadURL(`${APP_ORIGIN}/`)
  followLinks(app, {
    onLink: navigate,
    onReopened: () => {
      presence.show()
      tell('app.reopened', {})
    },
  })
  app.on('activate', () => presence.show())
  await wakeUp.start()
  await host.refresh()
  await vault.unlockRemembered()
}

/** `--busker-network=FILE` on the command line adds that network and chooses it. */
async function chooseNamedNetwork(networks: Networks): Promise<void> {
  const file = app.commandLine.getSwitchValue('busker-network')
  if (file === '') return
  const { id } = await networks.import(file)
  await networks.choose(id)
}
