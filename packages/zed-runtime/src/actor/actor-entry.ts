import type { ActorTask } from './actor-task.js';

/**
 * The task as piscina finds it. Nothing is imported at the top: piscina loads this file with `require`, and a thread that is ended
 * while `require` links ES modules takes the whole process with it (Node 20.20 aborts). `import()` can be ended at any time.
 */
export default async function enterActor(task: ActorTask): Promise<void> {
  const { default: runActor } = await import('./actor-main.js');
  await runActor(task);
}
