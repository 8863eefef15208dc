/** What a run failed with; undefined where it did not. */
export function failureOf(run: PromiseLike<unknown>): Promise<Error | undefined> {
  return Promise.resolve(run).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );
}
