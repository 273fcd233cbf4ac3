import { useSyncExternalStore } from 'react'

const wide = '(width >= 1100px)'

function subscribe(changed: () => void): () => void {
  const media = window.matchMedia(wide)
  media.addEventListener('change', changed)
  return () => media.removeEventListener('change', changed)
}

/** Whether the window has room for columns that can be left out. */
export function useIsWide(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(wide).matches)
}
