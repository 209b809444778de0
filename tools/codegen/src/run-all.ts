import { runDiff } from './diff/run-diff.ts'
import { run, type RunResult } from './run.ts'

/** Generates from the spec, then keeps the draft of the changeset in step; or only says what would change. */
export async function runAll(root: URL, isCheck: boolean): Promise<RunResult> {
  const generated = await run(root, isCheck)
  if (!generated.ok) return generated
  const { ok, lines } = await runDiff(root, isCheck)
  return { ok, lines: [...generated.lines, ...lines] }
}
