import type { ReactNode } from 'react'

interface TitleWithSubtitleProps {
  readonly title: string
  /** Under the title where the window is narrow; elsewhere it has a column of its own. */
  readonly subtitle: ReactNode
}

/** A row's title, and where there is no room for another column, what would stand there. */
export function TitleWithSubtitle({ title, subtitle }: TitleWithSubtitleProps) {
  return (
    <>
      <span dir="auto" title={title} className="block truncate font-medium">
        {title}
      </span>
      <span className="block truncate text-xs text-text-3 min-[900px]:hidden">{subtitle}</span>
    </>
  )
}
