interface Step {
  at: number;
  order: number;
  label: string;
  run: () => unknown;
}

/**
 * The only owner of time. Everything that happens is a step at an instant; between two steps all
 * code that can run has run. Same-time steps run in the order in which they were planned.
 */
export class Scheduler {
  now: number;
  steps = 0;
  /** Looked through after each step: the checker's eye between two pieces of work. */
  afterStep: () => void = () => undefined;
  readonly #heap: Step[] = [];
  #order = 0;
  readonly #story: (line: string) => void;

  constructor(startsAt: number, story: (line: string) => void) {
    this.now = startsAt;
    this.#story = story;
  }

  at(instant: number, label: string, run: Step["run"]): void {
    this.#order += 1;
    push(this.#heap, {
      at: Math.max(Math.round(instant), this.now),
      order: this.#order,
      label,
      run,
    });
  }

  after(ms: number, label: string, run: Step["run"]): void {
    this.at(this.now + ms, label, run);
  }

  /** A wait that a step ends. */
  sleep(ms: number, label: string): Promise<void> {
    return new Promise((resolve) => this.after(ms, label, resolve));
  }

  /** Runs all steps up to an instant, or until `stepsMax` have run. */
  async until(instant: number, stepsMax = Infinity): Promise<void> {
    // What was begun just now has its steps only once it has got as far as its first call.
    await settled();
    for (let count = 0; count < stepsMax; count += 1) {
      const next = this.#heap[0];
      if (next === undefined || next.at > instant) break;
      pop(this.#heap);
      this.now = Math.max(this.now, next.at);
      this.steps += 1;
      if (next.label !== "") this.#story(next.label);
      // Not awaited: a step may begin something that only later steps can end.
      void Promise.resolve(next.run());
      await settled();
      this.afterStep();
    }
    this.now = Math.max(this.now, instant);
  }
}

/**
 * More than any chain of awaits in the product is long. Turning the event loop instead would be
 * surer, but no input or output is involved, and it costs ten times as much.
 */
const TURNS = 200;

/** Resolves when every promise that can go on has gone on. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await undefined;
}

function before(a: Step, b: Step): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

function push(heap: Step[], step: Step): void {
  let child = heap.push(step) - 1;
  while (child > 0) {
    const parent = (child - 1) >> 1;
    const above = heap[parent] as Step;
    if (!before(step, above)) break;
    heap[child] = above;
    child = parent;
  }
  heap[child] = step;
}

function pop(heap: Step[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let parent = 0;
  for (;;) {
    let child = parent * 2 + 1;
    if (child >= heap.length) break;
    const [left, right] = [heap[child] as Step, heap[child + 1]];
    if (right !== undefined && before(right, left)) child += 1;
    const below = heap[child] as Step;
    if (!before(below, last)) break;
    heap[parent] = below;
    parent = child;
  }
  heap[parent] = last;
}
