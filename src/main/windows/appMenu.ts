import { Menu } from 'electron'
import { t } from '../../shared/i18n/t.ts'

/** The menu, for its keys above all: no way to reload a page or to look into it, but zoom, which people need. */
export function setAppMenu({ checkReceipt }: { readonly checkReceipt: () => void }): void {
  const onMac = process.platform === 'darwin'
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(onMac ? [{ role: 'appMenu' } as const] : []),
      {
        role: 'fileMenu',
        submenu: [
          { label: t('receipt.checkMore'), click: checkReceipt },
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
