import { t } from '../../../shared/i18n/t.ts'
/** What keys and menus choose from; 1: as it was recorded. */
export const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const

export function speedLabel(speed: number): string {
  return speed === 1 ? t('player.normalSpeed') : `${speed}\u00d7`
}

/** For a select that shows `current`, which need not be one of them. */
export function speedOptions(current: number): { readonly value: string; readonly label: string }[] {
  const all = [...new Set([...speeds, current])].toSorted((a, b) => a - b)
  return all.map((speed) => ({ value: String(speed), label: speedLabel(speed) }))
}

/** The next one up or down; the same at the end. */
export function nextSpeed(current: number, direction: 1 | -1): number {
  const beyond = speeds.filter((speed) => (direction === 1 ? speed > current : speed < current))
  return (direction === 1 ? beyond[0] : beyond.at(-1)) ?? current
}
