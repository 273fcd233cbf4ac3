import { useEffect } from 'react'
import { useAsk } from '../ipc/queries.ts'

/** Puts the theme a person prefers on the page; the system's where they have no wish. */
export function useTheme(): void {
  const theme = useAsk('app.preferences', {}).data?.theme ?? 'system'
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
  }, [theme])
}
