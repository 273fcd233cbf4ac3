import { createContext, useContext } from 'react'

const LayerContext = createContext<HTMLElement | null>(null)
export const LayerProvider = LayerContext.Provider

/** Where tooltips and menus must stand to be above what they belong to: inside an open modal, else the page. */
export const useLayer = (): HTMLElement | null => useContext(LayerContext)
