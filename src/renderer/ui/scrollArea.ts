import { createContext, use } from 'react'

const ScrollAreaContext = createContext<Element | null | undefined>(undefined)

/** Tells the tables inside which element scrolls them; null until it is mounted. */
export const ScrollAreaProvider = ScrollAreaContext.Provider

/** @returns the element that scrolls what is rendered here; undefined outside of any */
export const useScrollArea = (): Element | null | undefined => use(ScrollAreaContext)
