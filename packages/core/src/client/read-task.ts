import { ContractError } from '../errors/contract-error.ts'
import { omniImageTask } from '../wire/generated/tasks.ts'
import type { Task, TaskListResponse, TaskResponse } from '../wire/generated/types.ts'
import { validateTaskListResponse, validateTaskResponse } from '../wire/generated/validators.ts'

type Body = Readonly<Record<string, unknown>>

/** The task in an answer about one. Fails with a `ContractError` where the answer is something else. */
export function readTask(body: Body): Task {
  const issues = validateTaskResponse(withTextId(body['data']) ? body : { ...body, data: undefined })
  if (issues) throw new ContractError(issues)
  return (body as unknown as TaskResponse).data
}

/** The tasks in an answer about many. */
export function readTaskList(body: Body): Task[] {
  const { data } = body
  if (Array.isArray(data)) data.forEach(withTextId)
  const issues = validateTaskListResponse(body)
  if (issues) throw new ContractError(issues)
  return (body as unknown as TaskListResponse).data
}

/** Some relays write the id as a number; large ones have arrived as text already. */
function withTextId(task: unknown): boolean {
  const [idKey] = omniImageTask.task.id
  if (typeof task !== 'object' || task === null) return false
  const fields = task as Record<string, unknown>
  if (typeof fields[idKey] === 'number') fields[idKey] = `${fields[idKey]}`
  return true
}
