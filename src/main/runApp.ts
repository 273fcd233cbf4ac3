import { existsSync } from 'node:fs'
import { app, type IpcMain, nativeTheme, powerMonitor, type Rectangle, safeStorage, screen } from 'electron'
import manifest from '../../package.json' with { type: 'json' }
import { defaultLocalnetFolder } from '../localnet/defaultFolder.ts'
import { makeFolderPrivate } from '../process/privacy.ts'
import type { IpcMethods, WindowApi } from '../shared/ipc.ts'
import { methodOf } from '../shared/ipcSchemas.ts'
import { namedFileChannel } from '../shared/ipcChannels.ts'
import { type LanguageChoice, languageOf } from '../shared/i18n/languages.ts'
import { diskError } from '../shared/errors.ts'
import { onLanguageShown, showLanguage } from '../shared/i18n/t.ts'
import { appOrigin } from '../shared/origins.ts'
import { appLocalFilesHandlers } from './app/localFilesHandlers.ts'
import { appPhoneHandlers } from './app/phoneHandlers.ts'
import { playlistFileHandlers } from './app/playlistFileHandlers.ts'
import { appHandlers } from './app/appHandlers.ts'
import { Dialogs } from './app/dialogs.ts'
import { listenForDeepLinks } from './app/listenForDeepLinks.ts'
import { Invitations } from './app/invitations.ts'
import { createLoginItem, isHiddenStart, type LoginItem } from './app/loginItem.ts'
import { IdleLock } from './app/idleLock.ts'
import { Networks } from './app/networks.ts'
import { GracefulQuit } from './app/gracefulQuit.ts'
import { appExportHandlers } from './app/exportHandlers.ts'
import { appPromotionHandlers } from './app/promotionHandlers.ts'
import { PreferenceFile } from './app/preferences.ts'
import { Notifications } from './app/notifications.ts'
import { viewState } from './app/viewState.ts'
import { openAppImageSwap } from './update/openAppImageSwap.ts'
import type { Updates, UpdatesOptions } from './update/updates.ts'
import { ConnectivityMonitor } from './app/connectivityMonitor.ts'
import { appFiles } from './appFiles.ts'
import { composeDrag } from './drag/composeDrag.ts'
import { builtFiles } from './builtFiles.ts'
import { endWith } from './endWith.ts'
import { ChosenFiles } from './guard/chosenFiles.ts'
import { Confirmations } from './guard/confirmations.ts'
import { guardHandlers } from './guard/guardHandlers.ts'
import { isTrustedSender } from './ipc/isTrustedSender.ts'
import { sendEvent } from './ipc/sendEvent.ts'
import { IpcServer } from './ipc/ipcServer.ts'
import { createKeychain } from './keychain.ts'
import { openLog } from './log.ts'
import type { SendEvent } from './node/forwardNodeEvents.ts'
import { NodeHost } from './node/nodeHost.ts'
import { delegateHandlers } from './node/delegateHandlers.ts'
import type { OpenedFiles } from './recent/openedFiles.ts'
import { composeRecent } from './recent/composeRecent.ts'
import { serveTracks } from './serveTracks.ts'
import { resetIdentity } from './vault/resetIdentity.ts'
import { restoreIdentity } from './vault/restoreIdentity.ts'
import { VaultController } from './vault/vaultController.ts'
import { type MainWindow, placeMainWindow } from './windows/mainWindow.ts'
import { showDesktopNotification } from './windows/desktopNotification.ts'
import { MainWindowController } from './windows/mainWindowController.ts'
import { WindowPlaceKeeper } from './windows/windowPlaceKeeper.ts'
import { fitToDisplays, WindowPlaceFile } from './windows/windowPlaces.ts'

const version = app.isPackaged ? app.getVersion() : manifest.version

/**
 * The composition root of the desktop app.
 *
 * @param ipc where pages ask
 * @param openedFiles what the system has opened so far, and opens
 */
export async function runApp(ipc: IpcMain, main: MainWindow, openedFiles: OpenedFiles): Promise<void> {
  process.on('uncaughtException', (error) => {
    // A write in the background that found no room: whoever wrote tries again, and the node says what is wrong.
    if (diskError(error) === null) endWith(error)
  })
  const { window } = main
  const userData = app.getPath('userData')
  const files = appFiles(userData)
  const swap = openAppImageSwap(files.update)
  if ((await swap?.begin()) === 'startAgain') {
    swap?.relaunch()
    app.exit(0)
    return
  }
  const log = openLog(files.logs)
  const onFailure = (error: unknown): void => log.error({ err: error })
  process.on('uncaughtExceptionMonitor', (error) => log.fatal(error))
  const preferences = await PreferenceFile.open(files.preferences)
  nativeTheme.themeSource = preferences.value.theme
  const speak = (language: LanguageChoice) =>
    showLanguage(languageOf(language, app.getPreferredSystemLanguages()))
  await speak(preferences.value.language)
  const localnetFolder = app.commandLine.getSwitchValue('busker-localnet') || defaultLocalnetFolder
  const hasPassphrase = async (): Promise<boolean> => {
    if (!existsSync(files.vault)) return false
    const readVaultFile = await import('../node/keys/readVaultFile.ts')
    return readVaultFile.hasPassphrase(files.vault)
  }
  const networks = new Networks({ files, localnetFolder, electron: process.versions.electron })

  const places = await WindowPlaceFile.open(files.windows)
  const fit = (bounds: Rectangle) =>
    fitToDisplays(
      bounds,
      screen.getAllDisplays().map(({ workArea }) => workArea),
    )
  const isHidden = isHiddenStart(process.argv, app, process.platform)
  placeMainWindow(window, { isHidden, place: places.value.main, fit })
  const dialogs = new Dialogs(window)
  const confirmations = new Confirmations((question) => dialogs.confirm(question))
  const chosenFiles = new ChosenFiles()
  // A file that was dropped: its preload says so, which has it from Chromium and not from the page.
  ipc.on(namedFileChannel, (event, path: unknown) => {
    if (isTrustedSender(appOrigin, event) && typeof path === 'string') chosenFiles.add([path])
  })
  const sendToPage: SendEvent = (event, value) => sendEvent(window.webContents, event, value)
  const navigate = (path: string): void => {
    mainWindowController.show()
    sendToPage('app.navigate', { path })
  }
  const invitations = new Invitations({
    files,
    networks,
    async read(link) {
      const { readInvitation } = await import('../node/network/readInvitation.ts')
      return readInvitation(link)
    },
    onChange: () => sendToPage('app.invited', {}),
  })
  const drag = composeDrag({
    files,
    host: () => host,
    contents: window.webContents,
    confirmations,
    format: () => preferences.value.downloadFormat,
  })
  const host: NodeHost = new NodeHost({
    files,
    networks,
    log,
    hasPassphrase,
    onState: (state) => {
      if (state.phase !== 'open') {
        // Nobody reads off the title or the tray what plays behind the lock.
        mainWindowController.setPlaying({ title: null, isPaused: true })
        idleLock.setPlaying(false)
        notifications.onLocked()
        drag.draggable.removeAll().catch(onFailure)
      }
      mainWindowController.setLocked(state.phase === 'locked')
      setMini(preferences.value.isMiniPlayer && state.phase === 'open')
      sendToPage('app.changed', viewState(state, version))
      recent.showMenu()
    },
    onOpen(opened) {
      notifications.onOpen(opened)
      return opened.subscribe((event, value) => {
        sendToPage(event, value)
        notifications.onEvent(event, value)
      })
    },
    onNotTakenOver: (problem) => sendToPage('app.notTakenOver', { problem }),
  })
  const notifications = new Notifications({
    preferences: () => preferences.value,
    node: () => host.openOrNull,
    network: () => host.state.network,
    isWatched: () => window.isFocused(),
    display: showDesktopNotification,
    showProgress: (fraction) => window.isDestroyed() || window.setProgressBar(fraction),
    navigate,
    onFailure,
  })
  const vault = new VaultController({
    ipc,
    files,
    keychain: createKeychain(safeStorage),
    pages: builtFiles.pages,
    preload: builtFiles.preload('vault'),
    parent: window,
    hasPassphrase,
    onUnlocked: (keys) => void host.unlock(keys).catch(onFailure),
    onProtected: () => void host.onProtected().catch(onFailure),
    restore: async (words, lock, copy) => restoreIdentity(files, await networks.current(), words, lock, copy),
    reset: (words, lock) => resetIdentity(files, words, lock),
    onFailure,
  })
  const connectivity = new ConnectivityMonitor({
    power: powerMonitor,
    onConnectivityChange: () => host.openOrNull?.node.wake(),
  })
  const loginItem = app.isPackaged ? loginItemOfInstalled() : null
  const idleLock = new IdleLock({
    power: powerMonitor,
    preferences: () => preferences.value,
    // What nothing would open again by a person is left open.
    isUnlocked: () =>
      host.state.hasPassphrase && (host.state.phase === 'open' || host.state.phase === 'opening'),
    lock() {
      // It may be showing the words.
      vault.close()
      host.lock().catch(onFailure)
    },
  })
  const quit = new GracefulQuit({
    app,
    window: { isDestroyed: () => window.isDestroyed(), hide: () => placeKeeper.hide() },
    liveOrders: () => host.openOrNull?.liveOrders() ?? 0,
    confirm: (live) => dialogs.confirmQuit(live),
    stop: async () => {
      vault.close()
      await placeKeeper.stop()
      await idleLock.stop()
      await connectivity.stop()
      await updates?.stop()
      await host.lock()
      await drag.draggable.stop()
      await updates?.install()
    },
    onFailure,
  })
  let updates: Updates | null = null
  const updatesKnown = Promise.withResolvers<Updates | null>()
  const mainWindowController = new MainWindowController({
    window,
    icon: builtFiles.icon,
    closesToTray: () => preferences.value.closeToTray && host.openOrNull?.isSelling() === true,
    hide: () => placeKeeper.hide(),
    isQuitting: () => quit.isQuitting,
    quit: () => quit.requestQuit(),
    onCommand: (command) => sendToPage('app.command', { command }),
    lastPlace: () => places.value.mini,
    fit,
  })
  const placeKeeper = new WindowPlaceKeeper({
    window,
    places,
    isMini: () => mainWindowController.isMini,
    onFailure,
  })
  const recent = await composeRecent({
    files,
    app,
    invitations,
    networks,
    host,
    sendToPage,
    show: () => mainWindowController.show(),
    navigate,
    restoreFrom: (copy) => vault.open('restore', copy),
    chosenFiles,
    onFailure,
  })
  onLanguageShown(() => {
    recent.showMenu()
    mainWindowController.onLanguageChanged()
  })
  const server = new IpcServer<IpcMethods>({
    ipc,
    origin: appOrigin,
    methods: contractNames.ipcMethods,
    schemasOf: methodOf,
    handlers: {
      ...delegateHandlers<WindowApi>(contractNames.windowMethods, () => host.open.handlers),
      ...guardHandlers({ node: () => host.open, confirmations, files: chosenFiles }),
      ...appLocalFilesHandlers({ host, dialogs }),
      ...appPhoneHandlers({ host, dialogs }),
      ...playlistFileHandlers({ host, dialogs, music: app.getPath('music') }),
      ...appHandlers({
        host,
        networks,
        invitations,
        preferences,
        dialogs,
        confirmations,
        chosenFiles,
        loginItem,
        updates: updatesKnown.promise,
        version,
        logs: files.logs,
        documents: app.getPath('documents'),
        noteRecent: recent.note,
        openVault: (purpose, copy) => vault.open(purpose, copy),
        beginTrial: () => vault.beginTrial(),
        putTrialAside: () => vault.putTrialAside(),
        lock: () => host.lock(),
        async onPreferences({ theme, language, isMiniPlayer }) {
          nativeTheme.themeSource = theme
          await speak(language)
          setMini(isMiniPlayer && host.state.phase === 'open')
        },
        onPlaying: (playing) => {
          if (host.state.phase !== 'open') return
          mainWindowController.setPlaying(playing)
          idleLock.setPlaying(playing.title !== null && !playing.isPaused)
        },
        quit: () => quit.requestQuit(),
      }),
      ...appPromotionHandlers({ host, dialogs }),
      ...appExportHandlers({ host, dialogs }),
      ...drag.handlers,
      ...recent.handlers,
      'diagnostics.parts': async (input, context) => {
        const { checkParts } = await import('./diagnostics/checkParts.ts')
        return checkParts(input, context)
      },
    },
    onFailure,
  })

  function setMini(isMini: boolean): void {
    // What was dragged a moment ago is kept as what it was.
    if (isMini !== mainWindowController.isMini) void placeKeeper.keep()
    mainWindowController.setMini(isMini)
  }
  if (isHidden) mainWindowController.startHidden()
  await server.start()
  await chooseNamedNetwork(networks)
  await host.readProtection()
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log.error({ part: 'window', reason }, 'the page ended')
    if (reason !== 'clean-exit' && !quit.isQuitting) window.reload()
  })
  await main.open(serveTracks(async (request) => host.open.serveTrack(request), onFailure))
  recent.showMenu()
  await drag.draggable.start()
  await makeFolderPrivate(userData)
  listenForDeepLinks(app, {
    onLink: navigate,
    onInvitation(link) {
      mainWindowController.show()
      invitations.open(link)
    },
    onFile: recent.openFile,
    onSecondInstance: () => {
      mainWindowController.show()
      sendToPage('app.reopened', {})
    },
  })
  openedFiles.onFile(recent.openFile)
  app.on('activate', () => mainWindowController.show())
  await placeKeeper.start()
  await connectivity.start()
  await idleLock.start()
  await host.refresh()
  await swap?.confirm()
  if (loginItem !== null) renew(loginItem).catch(onFailure)
  await vault.unlockUnasked().catch((error: unknown) => host.fail(error))
  updates = await openUpdates({
    swap,
    isWanted: () => preferences.value.checksForUpdates,
    onChange: (view) => sendToPage('app.updateChanged', view),
    onFailure,
    quit: () => quit.requestQuit(),
  })
  updatesKnown.resolve(updates)
  await updates?.start()
}

/** Looking for newer versions is nothing that a start waits for, or ends with. */
async function openUpdates(options: Omit<UpdatesOptions, 'updater'>): Promise<Updates | null> {
  try {
    const { createUpdates } = await import('./update/createUpdates.ts')
    return await createUpdates(builtFiles.updateFeed, options)
  } catch (error) {
    options.onFailure(error)
    return null
  }
}

/** What was installed may have moved since it was written down. */
async function renew(loginItem: LoginItem): Promise<void> {
  if (await loginItem.isOn()) await loginItem.set(true)
}

/** Starts Busker as it was started, with the same data. */
function loginItemOfInstalled(): LoginItem {
  const userData = app.commandLine.getSwitchValue('user-data-dir')
  return createLoginItem({
    app,
    platform: process.platform,
    env: process.env,
    executable: process.execPath,
    args: userData === '' ? [] : [`--user-data-dir=${userData}`],
  })
}

/** `--busker-network=FILE` on the command line adds that network and chooses it. */
async function chooseNamedNetwork(networks: Networks): Promise<void> {
  const file = app.commandLine.getSwitchValue('busker-network')
  if (file === '') return
  const { id } = await networks.import(file)
  await networks.choose(id)
}
