import { createGate } from '../feed/gate.ts'
import type { Hint } from '../hints/hints.ts'
import type { Desk } from './desk.ts'
import { findTask } from './find-task.ts'

const atOnce = 8

/** Takes up tasks that another instance has created, where a page of their user listens here. */
export function createMeeting(desk: Desk): (hint: Hint) => void {
  const { feed } = desk
  const gate = createGate(atOnce)

  return ({ task_id, user }) => {
    if (user === undefined || task_id === undefined || !feed.isFollowed(user) || feed.find(user, task_id)) return
    // It is a hint: the page finds the task by itself as well, only later.
    void gate(() => findTask(desk, user, task_id)).catch(() => undefined)
  }
}
