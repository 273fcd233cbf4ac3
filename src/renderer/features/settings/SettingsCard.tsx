import type { ReactNode } from 'react'

/** A group of settings, with lines between. */
export function SettingsCard({ children }: { readonly children: ReactNode }) {
  return (
    <div className="rounded-large border border-line bg-surface-2 px-5 *:border-line *:py-4 [&>*+*]:border-t">
      {children}
    </div>
  )
}

interface SettingsRowProps {
  readonly title: string
  readonly description: ReactNode
  readonly children?: ReactNode
}

/** A setting: its name, what it is for, and its control. */
export function SettingsRow({ title, description, children }: SettingsRowProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium wrap-anywhere">
          <bdi>{title}</bdi>
        </p>
        <div className="text-sm text-text-3 wrap-anywhere">{description}</div>
      </div>
      <div className="flex flex-wrap gap-2">{children}</div>
    </div>
  )
}
