import { readFile } from 'node:fs/promises'
import type { FormatConfig } from 'oxfmt'

const styleFile = 'tools/checks/oxfmt.json'

/** The formatter's settings of a repository. Which files it leaves out does not matter for what is written here. */
export async function readStyle(root: URL): Promise<FormatConfig> {
  const {
    $schema: _schema,
    ignorePatterns: _patterns,
    ...style
  } = JSON.parse(await readFile(new URL(styleFile, root), 'utf8')) as FormatConfig
  return style
}
