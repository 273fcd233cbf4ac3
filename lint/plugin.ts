import type { Plugin } from '@oxlint/plugins'
import { layersRule } from './rules/layers.ts'

/** The rules of our own, for .oxlintrc.json. */
export default {
  meta: { name: 'busker' },
  rules: {
    layers: layersRule,
  },
} satisfies Plugin
