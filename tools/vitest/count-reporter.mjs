import { writeFileSync } from 'node:fs';

/** Vitest reporter: writes how many tests passed, failed and were skipped to the file that ZEDFLOW_TEST_COUNTS names. */
export default class CountReporter {
  onTestRunEnd(testModules, unhandledErrors) {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const testModule of testModules) {
      // A file that does not load, or a hook that throws, has no failed test of its own.
      counts.failed += testModule.errors().length;
      for (const suite of testModule.children.allSuites()) counts.failed += suite.errors().length;
      for (const test of testModule.children.allTests()) counts[test.result().state] += 1;
    }
    writeFileSync(process.env.ZEDFLOW_TEST_COUNTS, JSON.stringify(counts));
  }
}
