import { useEffect } from 'react'
import { useAsk } from '../ipc/queries.ts'

/** Puts the theme a person prefers on the page; the system's, as it changes, where they have no wish. */
export function useTheme(): void {
  const theme = useAsk('app.preferences', {}).data?.theme ?? 'system'
  useEffect(() => {
    const system = window.matchMedia('(prefers-color-scheme: dark)')
    const apply = () => {
      document.documentElement.dataset['theme'] =
        theme === 'system' ? (system.matches ? 'dark' : 'light') : theme
    }
    apply()
    system.addEventListener('change', apply)
    return () => system.removeEventListener('change', apply)
  }, [theme])
}
