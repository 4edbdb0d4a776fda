/** Who waits for which answer on a connection that many calls share: answers may come in another order, and name their request. */
export class Answers {
  #waiting = new Map();
  #requestIdOf;

  constructor(requestIdOf) {
    this.#requestIdOf = requestIdOf;
  }

  expect(request, done) {
    this.#waiting.set(this.#requestIdOf(request), done);
  }

  /** An answer to nothing that was asked ends the load: it would measure something else. */
  arrive(answer) {
    const id = this.#requestIdOf(answer);
    const done = this.#waiting.get(id);
    if (done === undefined) throw new Error(`an answer came for request '${id}', which is not waited for`);
    this.#waiting.delete(id);
    done(true, [answer]);
  }

  fail() {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const done of waiting) done(false);
  }
}
