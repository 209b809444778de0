import type { JobTools } from './job-tools.ts'
import { createLookStep, type LookStep } from './look-step.ts'
import { createSubmitStep, type SubmitStep } from './submit-step.ts'
import { createTellStep, type TellStep } from './tell-step.ts'

/**
 * What a job goes through, in steps that hold nobody up: each takes a record, writes down what it did, and can be done
 * again by anybody after a crash.
 */
export interface JobSteps {
  readonly submit: SubmitStep
  readonly look: LookStep
  readonly tell: TellStep
}

export function createJobSteps(tools: JobTools): JobSteps {
  return { submit: createSubmitStep(tools), look: createLookStep(tools), tell: createTellStep(tools) }
}
