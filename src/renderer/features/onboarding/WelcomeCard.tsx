import { type ReactNode, useEffect, useState } from 'react'
import { CoverWall } from './CoverWall.tsx'

interface WelcomeCardProps {
  readonly title: string
  readonly isBlurred: boolean
  readonly children: ReactNode
}

/** How long the card has the machine to itself, ms. */
const wallAfterMs = 150

/** A card over the wall of covers. The wall is rendered later, so that the card can be used at once. */
export function WelcomeCard({ title, isBlurred, children }: WelcomeCardProps) {
  const [hasCoverWall, setHasCoverWall] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setHasCoverWall(true), wallAfterMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <main className="relative flex h-full items-center justify-center overflow-hidden p-3 min-[900px]:p-6">
      {hasCoverWall && <CoverWall isBlurred={isBlurred} />}
      <div className="relative max-h-full w-full max-w-md overflow-y-auto rounded-large border border-line bg-surface-1 p-6 shadow-raised min-[900px]:p-8">
        <p className="mb-2 text-lg min-[900px]:mb-5 font-bold tracking-tight">
          Busker
          <span aria-hidden className="text-accent">
            .
          </span>
        </p>
        <h1 className="mb-2 text-2xl font-semibold tracking-tight text-balance">{title}</h1>
        {children}
      </div>
    </main>
  )
}
