import { Executor } from 'zedflow';

/** Gives documents back untouched. */
export class Echo extends Executor {
  static requests = { '/echo': 'echo' };
  echo() {}
}
