import type { Plugin } from '@oxlint/plugins'
import { bareWordsRule } from './rules/bareWords.ts'
import { camelCaseConstantsRule } from './rules/camelCaseConstants.ts'
import { hashPrivateRule } from './rules/hashPrivate.ts'
import { layersRule } from './rules/layers.ts'

/** The rules of our own, for .oxlintrc.json. */
export default {
  meta: { name: 'busker' },
  rules: {
    layers: layersRule,
    'bare-words': bareWordsRule,
    'hash-private': hashPrivateRule,
    'camel-case-constants': camelCaseConstantsRule,
  },
} satisfies Plugin
