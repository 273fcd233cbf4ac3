import { createContext, useContext } from 'react'

const PortalContainerContext = createContext<HTMLElement | null>(null)
export const PortalContainerProvider = PortalContainerContext.Provider

/** Where tooltips and menus are rendered: inside the open modal, else the body. */
export const usePortalContainer = (): HTMLElement | null => useContext(PortalContainerContext)
