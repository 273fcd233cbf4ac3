import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../styles/app.css'
import { VaultApp } from './VaultApp.tsx'
import { createVaultClient } from './vaultClient.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no #root.')
createRoot(root).render(
  <StrictMode>
    <VaultApp vault={createVaultClient(window.buskerVault)} />
  </StrictMode>,
)
