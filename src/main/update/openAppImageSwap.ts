import { app } from 'electron'
import { hiddenFlag } from '../app/loginItem.ts'
import { appImageOf } from './appImage.ts'
import { AppImageSwap } from './appImageSwap.ts'

/** @param journal what became of a newer version @returns null: this Busker runs out of no AppImage */
export function openAppImageSwap(journal: string): AppImageSwap | null {
  if (!app.isPackaged || process.platform !== 'linux') return null
  const image = appImageOf(process.env, process.execPath)
  if (image === null) return null
  const args = process.argv.slice(1).filter((argument) => argument !== hiddenFlag)
  return new AppImageSwap({
    image,
    journal,
    version: app.getVersion(),
    relaunch: (execPath) => app.relaunch({ execPath, args }),
  })
}
