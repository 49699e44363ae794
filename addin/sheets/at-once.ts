/**
 * Promises that are worked off before a function returns.
 *
 * The core of a refresh awaits its host and its service. Everything that it awaits on Apps Script is there at once
 * (SpreadsheetApp and UrlFetchApp answer before they return), but a native promise would still settle only after the
 * function that Apps Script called has returned: nothing documents whether a menu item, a custom function or
 * google.script.run waits for it, so nothing here relies on it. The build (scripts/build-sheets-addon.mjs) lets the bundle
 * see this class under the name Promise, and brings async functions down to generators, whose promises are made by that
 * name too. `toEnd` runs work and all that follows from it, and gives its plain result.
 *
 * It keeps the order of Promises/A+: what hangs on a promise never runs within the call that settles it, but from a queue;
 * so long loops with an await in them do not fill the stack either.
 */

type Settled<T> = { is: 'pending' } | { is: 'fulfilled'; value: T } | { is: 'rejected'; reason: unknown };
type Then = (onFulfilled: (value: unknown) => void, onRejected: (reason: unknown) => void) => void;

const queue: (() => void)[] = [];
const workOff = (): void => {
  for (let next = queue.shift(); next; next = queue.shift()) next();
};

/** The `then` of a promise of any kind; undefined where the value is none. What reading it throws goes to the caller. */
const thenOf = (value: unknown): Then | undefined => {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined;
  const { then } = value as { then?: unknown };
  return typeof then === 'function' ? then.bind(value) : undefined;
};

export class AtOnce<T> {
  #state: Settled<T> = { is: 'pending' };
  #hanging: (() => void)[] = [];

  constructor(work: (resolve: (value: T | AtOnce<T>) => void, reject: (reason: unknown) => void) => void) {
    this.#run(work as (resolve: (value: unknown) => void, reject: (reason: unknown) => void) => void);
  }

  /** Lets work decide once; what it throws after it has decided is dropped, as with any promise. */
  #run(work: (resolve: (value: unknown) => void, reject: (reason: unknown) => void) => void): void {
    let decided = false;
    const once =
      (decide: (value: unknown) => void) =>
      (value: unknown): void => {
        if (decided) return;
        decided = true;
        decide(value);
      };
    const reject = once((reason) => this.#settle({ is: 'rejected', reason }));
    try {
      work(
        once((value) => this.#take(value)),
        reject,
      );
    } catch (thrown) {
      reject(thrown);
    }
  }

  #take(value: unknown): void {
    try {
      if (value === this) throw new TypeError('A promise cannot wait for itself.');
      const then = thenOf(value);
      if (then) queue.push(() => this.#run(then));
      else this.#settle({ is: 'fulfilled', value: value as T });
    } catch (thrown) {
      this.#settle({ is: 'rejected', reason: thrown });
    }
  }

  #settle(state: Settled<T>): void {
    this.#state = state;
    queue.push(...this.#hanging);
    this.#hanging = [];
  }

  // biome-ignore lint/suspicious/noThenProperty: it is a promise
  then<R, S>(
    onFulfilled?: ((value: T) => R) | null,
    onRejected?: ((reason: unknown) => S) | null,
  ): AtOnce<R | S> {
    return new AtOnce<R | S>((resolve, reject) => {
      const work = (): void => {
        const state = this.#state;
        try {
          if (state.is === 'fulfilled')
            resolve(onFulfilled ? onFulfilled(state.value) : (state.value as never));
          else if (state.is === 'rejected') {
            if (onRejected) resolve(onRejected(state.reason));
            else reject(state.reason);
          }
        } catch (thrown) {
          reject(thrown);
        }
      };
      if (this.#state.is === 'pending') this.#hanging.push(work);
      else queue.push(work);
    });
  }

  catch<S>(onRejected: (reason: unknown) => S): AtOnce<T | S> {
    return this.then<T, S>(null, onRejected);
  }

  finally(work: () => void): AtOnce<T> {
    return this.then(
      (value) => {
        work();
        return value;
      },
      (reason) => {
        work();
        throw reason;
      },
    );
  }

  static resolve<V>(value?: V): AtOnce<V> {
    return value instanceof AtOnce ? value : new AtOnce<V>((resolve) => resolve(value as V));
  }
  static reject(reason: unknown): AtOnce<never> {
    return new AtOnce<never>((_, reject) => reject(reason));
  }

  static all<V>(values: Iterable<V | AtOnce<V>>): AtOnce<V[]> {
    return new AtOnce<V[]>((resolve, reject) => {
      const found: V[] = [];
      let open = 1;
      const one = (): void => {
        if (--open === 0) resolve(found);
      };
      for (const [index, value] of [...values].entries()) {
        open++;
        AtOnce.resolve(value as V).then((settled) => {
          found[index] = settled;
          one();
        }, reject);
      }
      one();
    });
  }

  /** The state that it has now; for `toEnd`. */
  get settled(): Settled<T> {
    return this.#state;
  }
}

/**
 * Runs work to its end.
 * @param work what awaits nothing but what is there at once
 * @returns what its promise was fulfilled with
 * @throws what it was rejected with; an Error where it waits for something that will never come
 */
export const toEnd = <T>(work: () => PromiseLike<T> | AtOnce<T>): T => {
  const promise = AtOnce.resolve(work() as AtOnce<T>);
  // A promise of a promise settles in the queue.
  const whole = new AtOnce<T>((resolve) => resolve(promise as unknown as AtOnce<T>));
  workOff();
  const state = whole.settled;
  if (state.is === 'fulfilled') return state.value;
  if (state.is === 'rejected') throw state.reason;
  throw new Error('The work waits for something that does not come.');
};
