import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { RecentFileView } from '../../shared/api/recent.ts'
import { t } from '../../shared/i18n/t.ts'

export interface AppMenuOptions {
  readonly checkReceipt: () => void
  /** What was opened lately, the newest first. */
  readonly recent: readonly RecentFileView[]
  readonly openRecent: (id: string) => void
  readonly clearRecent: () => void
}

/** The menu, for its keys above all: no way to reload a page or to look into it, but zoom, which people need. */
export function setAppMenu(options: AppMenuOptions): void {
  const onMac = process.platform === 'darwin'
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(onMac ? [{ role: 'appMenu' } as const] : []),
      {
        role: 'fileMenu',
        submenu: [
          { label: t('receipt.checkMore'), click: options.checkReceipt },
          { id: 'recent', label: t('desktop.openRecent'), submenu: recentEntries(options) },
          { type: 'separator' },
          { role: onMac ? 'close' : 'quit' },
        ],
      },
      { role: 'editMenu' },
      {
        label: t('desktop.view'),
        submenu: [
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { type: 'separator' },
          { role: 'togglefullscreen' },
        ],
      },
      { role: 'windowMenu' },
    ]),
  )
}

function recentEntries({ recent, openRecent, clearRecent }: AppMenuOptions): MenuItemConstructorOptions[] {
  if (recent.length === 0) return [{ label: t('desktop.nothingRecent'), enabled: false }]
  return [
    // A single one would underline the letter behind it.
    ...recent.map(({ id, name }) => ({ label: name.replaceAll('&', '&&'), click: () => openRecent(id) })),
    { type: 'separator' },
    { label: t('common.clearRecent'), click: clearRecent },
  ]
}
