import { useEffect } from 'react'
import { useIpcQuery } from '../ipc/queries.ts'

/** Puts the theme a person prefers on the page; the system's by default. */
export function useTheme(): void {
  const theme = useIpcQuery('app.preferences', {}).data?.theme ?? 'system'
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
  }, [theme])
}
