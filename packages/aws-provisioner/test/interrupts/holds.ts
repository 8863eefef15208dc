/** Answers to operations that are held back, though what was asked for has been done. */
export interface Holds {
  /** Holds back the answers to an operation from now on. */
  hold(operation: string): Hold;
  /** Resolves when an answer may go. */
  passed(operation: string): Promise<void>;
}

interface Hold {
  /** Resolves when there is one that is held back. */
  readonly held: Promise<void>;
  /** Lets them go. */
  release(): void;
}

export function holds(): Holds {
  const standing = new Map<string, { readonly arrive: () => void; readonly released: Promise<void> }>();
  return {
    hold(operation) {
      const [arrival, end] = [signalled(), signalled()];
      standing.set(operation, { arrive: arrival.fire, released: end.fired });
      const release = () => {
        standing.delete(operation);
        end.fire();
      };
      return { held: arrival.fired, release };
    },
    async passed(operation) {
      const hold = standing.get(operation);
      hold?.arrive();
      await hold?.released;
    },
  };
}

function signalled(): { readonly fired: Promise<void>; fire(): void } {
  let fire = () => {};
  const fired = new Promise<void>((resolve) => (fire = resolve));
  return { fired, fire };
}

/** Whether an operation changes something. */
export function isChange(operation: string): boolean {
  return !/^(?:Describe|Get|List|BatchGet|Head)/.test(operation);
}
